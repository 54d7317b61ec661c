package org.farandole.vm.lane;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.MacAddress;
import org.farandole.contracts.vm.VmCommand;
import org.farandole.contracts.vm.VmPhase;
import org.farandole.hypervisor.Domain;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.Moved;
import org.farandole.messaging.Speed;
import org.farandole.vm.life.VmInput;
import org.jspecify.annotations.Nullable;

/** Carries out one command on a node's hypervisor, outside any transaction, and reports. Thread-safe. */
final class CommandRun {

    private final VmSettings settings;
    private final Speed speed;
    private final Site site;
    private final Consumer<Report> reports;
    private final Clock clock;
    private final Places places;

    CommandRun(VmSettings settings, Speed speed, Site site, Consumer<Report> reports, Clock clock) {
        this.settings = settings;
        this.speed = speed;
        this.site = site;
        this.reports = reports;
        this.clock = clock;
        this.places = new Places(site, settings.allowance(), settings.retryPause());
    }

    /** The nodes as seen from here. */
    interface Site {

        NodeCalls calls(NodeName node) throws HypervisorException;

        URI hypervisor(NodeName node) throws HypervisorException;

        /** Whether the monitor declared it lost. */
        boolean lost(NodeName node);

        /** Whether an interrupt means that the process ends. */
        boolean stopping();
    }

    /** @throws InterruptedException if it is no longer wanted; nothing was reported then, and a resumed job goes on */
    void run(Job job) throws InterruptedException {
        switch (job.command()) {
            case VmCommand.Create create -> create(create);
            case VmCommand.Boot boot -> boot(boot, job.resumed());
            case VmCommand.Destroy destroy -> destroy(destroy);
            case VmCommand.Migrate migrate -> migrate(migrate, job);
            // nobody gives these yet: no state of a VM stands for them
            case VmCommand.Stop _, VmCommand.Suspend _, VmCommand.Resume _ ->
                reports.accept(new Report(job.command(), null, true));
        }
    }

    private void create(VmCommand.Create create) throws InterruptedException {
        try {
            site.calls(create.node())
                    .order(
                            callLimit(),
                            node -> node.define(
                                    create.description(),
                                    MacAddress.of(create.description().address())));
            finished(create, new VmInput.Created(create.id()));
        } catch (HypervisorException e) {
            finished(create, failed(create, VmPhase.CREATE, e));
        }
    }

    private void boot(VmCommand.Boot boot, boolean resumed) throws InterruptedException {
        try {
            NodeCalls calls = site.calls(boot.node());
            if (boot.attempt() > 1 && !(resumed && runs(calls, boot))) {
                calls.order(callLimit(), node -> node.stop(boot.vm()));
            }
            calls.order(callLimit(), node -> node.start(boot.vm()));
        } catch (HypervisorException e) {
            finished(boot, failed(boot, VmPhase.BOOT, e));
            return;
        }
        reports.accept(new Report(boot, new VmInput.Started(boot.id()), false));
        check(boot);
    }

    private boolean runs(NodeCalls calls, VmCommand.Boot boot) throws HypervisorException, InterruptedException {
        return calls.ask(callLimit(), node -> node.domains()).stream()
                .anyMatch(domain -> domain.vm().equals(boot.vm()) && domain.state() == Domain.State.RUNNING);
    }

    private void check(VmCommand.Boot boot) throws InterruptedException {
        Duration limit = speed.toWall(settings.checkTimeout()).plus(settings.allowance());
        try {
            site.calls(boot.node()).await(limit.plus(settings.allowance()), node -> {
                node.awaitAnswer(boot.vm(), limit);
                return true;
            });
            finished(boot, new VmInput.Answered(boot.id()));
        } catch (HypervisorException e) {
            finished(boot, failed(boot, VmPhase.CHECK, e));
        }
    }

    /** Until it is gone: nothing else may be done with the VM before. A node that is lost ends it. */
    private void destroy(VmCommand.Destroy destroy) throws InterruptedException {
        while (true) {
            try {
                site.calls(destroy.node()).order(callLimit(), node -> node.destroy(destroy.vm()));
                finished(destroy, new VmInput.Gone(destroy.id()));
                return;
            } catch (HypervisorException e) {
                if (site.lost(destroy.node())) {
                    reports.accept(new Report(destroy, null, true));
                    return;
                }
                reports.accept(new Report(destroy, failed(destroy, VmPhase.DESTROY, e), false));
            }
            Thread.sleep(settings.retryPause());
        }
    }

    private void migrate(VmCommand.Migrate migrate, Job job) throws InterruptedException {
        String cause = "it arrived while the executor was started again";
        try {
            if (!(job.resumed() && arrived(migrate))) {
                switch (migrateUntilHeardOf(migrate, job)) {
                    case Heard.There there -> {
                        finished(migrate, arrival(migrate, job, there.moved().downtime()));
                        return;
                    }
                    case Heard.Failed failed -> cause = failed.cause();
                }
            }
        } catch (InterruptedException e) {
            goOnUnlessStopping(e);
            cause = "one of its nodes was lost";
        }
        settle(migrate, job, cause);
    }

    private sealed interface Heard {
        record There(Moved moved) implements Heard {}

        record Failed(String cause) implements Heard {}
    }

    /**
     * What became of it. A failure with a cause of its own is not the hypervisor's word: the migration may still be
     * under way, and arrive after its nodes were freed. So the call is repeated, which joins what is under way, and aborts it
     * once the time is over.
     */
    private Heard migrateUntilHeardOf(VmCommand.Migrate migrate, Job job) throws InterruptedException {
        while (true) {
            Duration left = migrate.timeout().minus(Duration.between(job.since(), clock.instant()));
            Duration limit = left.isPositive() ? left : Duration.ofMillis(1);
            try {
                URI destination = site.hypervisor(migrate.destination());
                return new Heard.There(site.calls(migrate.node())
                        .await(
                                limit.plus(settings.allowance()),
                                node -> node.migrate(migrate.vm(), destination, limit)));
            } catch (HypervisorException e) {
                boolean heard = e.getCause() == null;
                if (heard || site.lost(migrate.node()) || site.lost(migrate.destination())) {
                    return new Heard.Failed(String.valueOf(e.getMessage()));
                }
            }
            Thread.sleep(settings.retryPause());
        }
    }

    private boolean arrived(VmCommand.Migrate migrate) throws InterruptedException {
        return places.find(migrate.vm(), migrate.node(), migrate.destination()) instanceof Places.Place.On on
                && on.node().equals(migrate.destination());
    }

    /** A migration is never dropped: until the VM's place is known its nodes stay locked. */
    private void goOnUnlessStopping(InterruptedException e) throws InterruptedException {
        if (site.stopping()) {
            throw e;
        }
    }

    /** E3: the VM's place is read from both hypervisors, until it is known. */
    private void settle(VmCommand.Migrate migrate, Job job, String cause) throws InterruptedException {
        switch (place(migrate)) {
            case Places.Place.On on
            when on.running() && on.node().equals(migrate.destination()) ->
                finished(migrate, arrival(migrate, job, null));
            case Places.Place.On on ->
                finished(migrate, new VmInput.NotMigrated(migrate.id(), cause, on.node(), on.running(), took(job)));
            case Places.Place.Nowhere nowhere ->
                finished(
                        migrate,
                        new VmInput.NotMigrated(migrate.id(), cause + "; " + nowhere.why(), null, false, took(job)));
        }
    }

    private Places.Place place(VmCommand.Migrate migrate) throws InterruptedException {
        while (true) {
            try {
                return places.await(migrate.vm(), migrate.node(), migrate.destination());
            } catch (InterruptedException e) {
                goOnUnlessStopping(e);
            }
        }
    }

    private VmInput arrival(VmCommand.Migrate migrate, Job job, @Nullable Duration downtime) {
        return new VmInput.Arrived(migrate.id(), took(job), downtime, clock.instant());
    }

    private Duration took(Job job) {
        return speed.toNodeTime(Duration.between(job.since(), clock.instant()));
    }

    private Duration callLimit() {
        return speed.toWall(settings.callTimeout()).plus(settings.allowance());
    }

    private static VmInput failed(VmCommand command, VmPhase phase, HypervisorException e) {
        String message = e.getMessage();
        return new VmInput.Failed(
                command.id(), phase, e.fault(), message == null ? e.fault().name() : message);
    }

    private void finished(VmCommand command, VmInput input) {
        reports.accept(new Report(command, input, true));
    }

    /** For a job that its lane has no room for. */
    static Report refused(VmCommand command) {
        return new Report(
                command,
                new VmInput.Failed(
                        command.id(),
                        command instanceof VmCommand.Create ? VmPhase.CREATE : VmPhase.BOOT,
                        HypervisorException.Fault.NODE,
                        "the queue of node " + command.node() + " is full"),
                true);
    }
}
