package org.farandole.vm.lane;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.vm.VmCommand;
import org.farandole.vm.execution.Execution;
import org.farandole.vm.execution.PlanExecutor;
import org.farandole.vm.launch.Releases;
import org.farandole.vm.life.Vm;
import org.farandole.vm.life.VmInput;
import org.farandole.vm.life.VmState;
import org.farandole.vm.node.Books;
import org.farandole.vm.node.Ledger;
import org.jspecify.annotations.Nullable;

/** Records what became of commands: VMs, plans, fences and events in one transaction for many. Thread-safe. */
@ApplicationScoped
class Outcomes {

    private final Ledger ledger;
    private final Commands commands;
    private final PlanExecutor executor;
    private final Releases releases;

    Outcomes(Ledger ledger, Commands commands, PlanExecutor executor, Releases releases) {
        this.ledger = ledger;
        this.commands = commands;
        this.executor = executor;
        this.releases = releases;
    }

    /** @return reservations some of whose VMs have to be spread again */
    @Transactional
    Set<ReservationId> record(List<Report> reports) {
        Books books = ledger.open(nodesOf(reports));
        books.vms(
                reports.stream().map(report -> report.command().vm()).distinct().toList());
        Set<ReservationId> homeless = new HashSet<>();
        Set<NodeName> lighter = new TreeSet<>();
        for (Report report : reports) {
            VmInput input = report.input();
            Optional<Vm> before = books.vm(report.command().vm());
            if (input != null && before.isPresent()) {
                Vm after = books.apply(before.get().name(), input);
                endAction(report.command(), input, before.get(), after, books);
                switch (after.state()) {
                    case VmState.Homeless _ -> {
                        homeless.add(after.description().reservation());
                        lighter.add(report.command().node());
                    }
                    case VmState.Doomed doomed -> lighter.add(doomed.node());
                    case VmState.Destroyed _, VmState.GivenUp _ ->
                        lighter.add(report.command().node());
                    case VmState.Planned _, VmState.Creating _, VmState.Booting _, VmState.Checking _ -> {}
                    // no plan ends with it: what waited for the VM's node goes on now
                    case VmState.Running now
                    when report.command() instanceof VmCommand.Migrate -> lighter.add(now.node());
                    case VmState.Running _, VmState.Migrating _, VmState.Destroying _, VmState.Lost _ -> {}
                }
            }
        }
        lighter.removeIf(node -> books.node(node).isEmpty());
        if (!lighter.isEmpty()) {
            releases.goOn(books, lighter);
        }
        commands.finish(reports.stream()
                .filter(Report::finished)
                .map(report -> report.command().id())
                .toList());
        books.close();
        return homeless;
    }

    private Set<NodeName> nodesOf(Collection<Report> reports) {
        Set<NodeName> nodes = new TreeSet<>();
        Set<IspId> isps = new HashSet<>();
        for (Report report : reports) {
            nodes.add(report.command().node());
            if (report.command() instanceof VmCommand.Migrate migrate) {
                nodes.add(migrate.destination());
                IspId isp = migrate.isp();
                if (isp != null) {
                    isps.add(isp);
                }
            }
        }
        nodes.addAll(executor.nodesOf(isps));
        return nodes;
    }

    private void endAction(VmCommand command, VmInput input, Vm before, Vm after, Books books) {
        @Nullable IspId isp = command instanceof VmCommand.Migrate migrate ? migrate.isp() : null;
        if (isp == null || !(before.state() instanceof VmState.Migrating moving) || before.equals(after)) {
            return;
        }
        executor.ended(
                isp,
                input instanceof VmInput.NotMigrated failed
                        ? new Execution.Input.Failed(moving.action(), failed.cause())
                        : new Execution.Input.Completed(moving.action()),
                books);
    }
}
