package org.farandole.vm.watch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.topic.Topics;
import org.farandole.contracts.vm.VmCommand;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.Domain;
import org.farandole.messaging.Outbox;
import org.farandole.vm.launch.Releases;
import org.farandole.vm.life.Vm;
import org.farandole.vm.life.VmInput;
import org.farandole.vm.life.VmState;
import org.farandole.vm.life.Vms;
import org.farandole.vm.node.Books;
import org.farandole.vm.node.Ledger;
import org.farandole.vm.node.Node;
import org.farandole.vm.node.Nodes;

/** Nodes that the monitor declared lost, and those that came back (PROTOCOL E6). Thread-safe; a repeat is a no-op. */
@ApplicationScoped
class Losses {

    private final Ledger ledger;
    private final Nodes nodes;
    private final Vms vms;
    private final Releases releases;
    private final Outbox outbox;
    private final Clock clock = Clock.systemUTC();

    Losses(Ledger ledger, Nodes nodes, Vms vms, Releases releases, Outbox outbox) {
        this.ledger = ledger;
        this.nodes = nodes;
        this.vms = vms;
        this.releases = releases;
        this.outbox = outbox;
    }

    /** @return VMs on whose behalf something may be under way that has to be ended now */
    @Transactional
    List<Vm> lost(NodeName name, String cause) {
        Books books = ledger.open(List.of(name));
        nodes.markForSurvey(name, false);
        Optional<Node> node = books.node(name);
        if (node.isEmpty() || node.get().lost()) {
            return List.of();
        }
        books.put(node.get().lost(true));
        List<Vm> after = new ArrayList<>();
        for (Vm vm : books.around(name)) {
            after.add(books.apply(vm.name(), new VmInput.NodeLost(cause)));
        }
        releases.goOn(books, List.of(name));
        books.close();
        return after;
    }

    /** Its hypervisor answers; what it says has to be read before the node is used again. */
    @Transactional
    void back(NodeName name) {
        ledger.open(List.of(name)).node(name).filter(Node::lost).ifPresent(node -> nodes.markForSurvey(name, true));
    }

    /** What a node that came back says: its VMs are found again, and those that do not belong there are destroyed. */
    @Transactional
    void surveyed(NodeName name, List<Domain> domains) {
        Books books = ledger.open(List.of(name));
        Optional<Node> node = books.node(name).filter(Node::lost);
        if (node.isEmpty()) {
            return;
        }
        nodes.markForSurvey(name, false);
        books.put(node.get().lost(false));
        ReservationId reservation = node.get().readyFor();
        if (reservation != null) {
            Map<VmName, Domain.State> found =
                    domains.stream().collect(Collectors.toMap(Domain::vm, Domain::state, (a, b) -> a));
            repair(books, name, reservation, found);
        }
        releases.goOn(books, List.of(name));
        books.close();
    }

    private void repair(Books books, NodeName name, ReservationId reservation, Map<VmName, Domain.State> found) {
        List<VmName> lost = vms.lostOn(name).stream()
                .filter(vm -> vm.description().reservation().equals(reservation))
                .map(Vm::name)
                .toList();
        boolean over = releases.over(reservation);
        for (VmName vm : books.vms(lost).stream().map(Vm::name).toList()) {
            Domain.State state = found.get(vm);
            books.apply(vm, new VmInput.Found(state != null, state == Domain.State.RUNNING));
            if (over) {
                books.apply(vm, new VmInput.Release("its reservation ended while its node was lost"));
            }
        }
        for (VmName vm : found.keySet()) {
            boolean belongs = books.vm(vm)
                    .filter(known -> known.claims(name) && !(known.state() instanceof VmState.Planned))
                    .isPresent();
            if (!belongs) {
                outbox.add(
                        Topics.VM_COMMANDS,
                        name.value(),
                        new VmCommand.Destroy("stray/" + name + "/" + vm + "/" + clock.millis(), name, vm));
            }
        }
    }
}
