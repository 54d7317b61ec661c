package org.farandole.vm.life;

import java.util.ArrayList;
import java.util.List;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.MacAddress;
import org.farandole.contracts.vm.VmCommand;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.contracts.vm.VmPhase;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.farandole.vm.life.VmEffect.Order;
import org.farandole.vm.life.VmEffect.Tell;
import org.farandole.vm.life.VmState.Booting;
import org.farandole.vm.life.VmState.Checking;
import org.farandole.vm.life.VmState.Creating;
import org.farandole.vm.life.VmState.Destroyed;
import org.farandole.vm.life.VmState.Destroying;
import org.farandole.vm.life.VmState.Doomed;
import org.farandole.vm.life.VmState.Ending;
import org.farandole.vm.life.VmState.GivenUp;
import org.farandole.vm.life.VmState.Homeless;
import org.farandole.vm.life.VmState.Lost;
import org.farandole.vm.life.VmState.Migrating;
import org.farandole.vm.life.VmState.Planned;
import org.farandole.vm.life.VmState.Running;

/** What each input means for a VM in each state. Pure; an input that the state does not expect changes nothing. */
public final class VmLife {

    private VmLife() {}

    /** The VM afterwards, and what is to be written with it. */
    public record Step(Vm vm, List<VmEffect> effects) {
        public Step {
            effects = List.copyOf(effects);
        }
    }

    public static Step decide(Vm vm, VmInput input) {
        return switch (input) {
            case VmInput.NodeOpen _ -> nodeOpen(vm);
            case VmInput.Homed homed ->
                vm.state() instanceof Homeless s
                        ? told(
                                vm.in(new Planned(homed.node(), s.attempt())),
                                new VmEvent.Planned(
                                        vm.description(),
                                        homed.node(),
                                        MacAddress.of(vm.description().address())))
                        : unchanged(vm);
            case VmInput.NoRoom noRoom -> vm.state() instanceof Homeless ? givenUp(vm, noRoom.cause()) : unchanged(vm);
            case VmInput.Unhomed _ ->
                vm.state() instanceof Planned s ? step(vm.in(new Homeless(s.attempt(), s.node()))) : unchanged(vm);
            case VmInput.Created created ->
                vm.state() instanceof Creating s && s.command().equals(created.command())
                        ? boot(vm, s.node(), s.attempt(), new Tell(new VmEvent.Defined(vm.name(), s.node())))
                        : unchanged(vm);
            case VmInput.Started started ->
                vm.state() instanceof Booting s && s.command().equals(started.command())
                        ? step(vm.in(new Checking(s.node(), s.attempt(), s.command())))
                        : unchanged(vm);
            case VmInput.Answered answered -> answered(vm, answered.command());
            case VmInput.Failed failed -> failed(vm, failed);
            case VmInput.Gone gone ->
                vm.state() instanceof Destroying s && s.command().equals(gone.command()) ? gone(vm, s) : unchanged(vm);
            case VmInput.Migrate migrate -> migrate(vm, migrate);
            case VmInput.Arrived arrived ->
                vm.state() instanceof Migrating s && s.command().equals(arrived.command())
                        ? arrived(vm, s, arrived)
                        : unchanged(vm);
            case VmInput.NotMigrated failed ->
                vm.state() instanceof Migrating s && s.command().equals(failed.command())
                        ? notMigrated(vm, s, failed)
                        : unchanged(vm);
            case VmInput.Fell fell -> vm.state().equals(new Running(fell.node())) ? fell(vm, fell) : unchanged(vm);
            case VmInput.FoundOn found ->
                vm.state() instanceof Running
                        ? told(vm.in(new Running(found.node())), new VmEvent.Running(vm.name(), found.node()))
                        : unchanged(vm);
            case VmInput.Release release -> release(vm, release.why());
            case VmInput.NodeLost lost -> nodeLost(vm, lost.cause());
            case VmInput.NodeUndone _ ->
                vm.state() instanceof Lost s ? givenUp(vm, "lost with " + s.node() + ": " + s.cause()) : unchanged(vm);
            case VmInput.Found found -> vm.state() instanceof Lost s ? found(vm, s.node(), found) : unchanged(vm);
        };
    }

    private static Step nodeOpen(Vm vm) {
        return switch (vm.state()) {
            case Planned s -> create(vm, s.node(), s.attempt());
            case Doomed s -> {
                String id = vm.nextCommand();
                yield step(
                        vm.commanded().in(new Destroying(s.node(), s.ending(), 1, id)),
                        new Order(new VmCommand.Destroy(id, s.node(), vm.name())));
            }
            case Homeless _, Creating _, Booting _, Checking _, Running _, Migrating _ -> unchanged(vm);
            case Destroying _, Destroyed _, GivenUp _, Lost _ -> unchanged(vm);
        };
    }

    private static Step create(Vm vm, NodeName node, int attempt, VmEffect... before) {
        String id = vm.nextCommand();
        return step(
                vm.commanded().in(new Creating(node, attempt, id)),
                with(before, new Order(new VmCommand.Create(id, node, vm.description(), attempt))));
    }

    private static Step boot(Vm vm, NodeName node, int attempt, VmEffect... before) {
        String id = vm.nextCommand();
        return step(
                vm.commanded().in(new Booting(node, attempt, id)),
                with(
                        before,
                        new Tell(new VmEvent.Booting(vm.name(), node, attempt)),
                        new Order(new VmCommand.Boot(id, node, vm.name(), attempt))));
    }

    private static Step answered(Vm vm, String command) {
        NodeName node = switch (vm.state()) {
            case Booting s when s.command().equals(command) -> s.node();
            case Checking s when s.command().equals(command) -> s.node();
            case Booting _, Checking _ -> null;
            case Homeless _, Planned _, Creating _, Running _, Migrating _ -> null;
            case Doomed _, Destroying _, Destroyed _, GivenUp _, Lost _ -> null;
        };
        return node == null ? unchanged(vm) : told(vm.in(new Running(node)), new VmEvent.Running(vm.name(), node));
    }

    private static Step failed(Vm vm, VmInput.Failed failed) {
        return switch (vm.state()) {
            case Creating s when s.command().equals(failed.command()) -> tryAgain(vm, s.node(), s.attempt(), failed);
            case Booting s when s.command().equals(failed.command()) -> tryAgain(vm, s.node(), s.attempt(), failed);
            case Checking s when s.command().equals(failed.command()) -> tryAgain(vm, s.node(), s.attempt(), failed);
            case Destroying s
            when s.command().equals(failed.command()) ->
                told(
                        vm.in(new Destroying(s.node(), s.ending(), s.attempt() + 1, s.command())),
                        phaseFailed(vm, s.node(), s.attempt(), s.attempt() + 1, failed));
            case Creating _, Booting _, Checking _, Destroying _ -> unchanged(vm);
            case Homeless _, Planned _, Running _, Migrating _, Doomed _ -> unchanged(vm);
            case Destroyed _, GivenUp _, Lost _ -> unchanged(vm);
        };
    }

    private static Step tryAgain(Vm vm, NodeName node, int attempt, VmInput.Failed failed) {
        VmEffect failure = new Tell(phaseFailed(vm, node, attempt, vm.tries(), failed));
        if (attempt >= vm.tries()) {
            String cause = "out of its " + vm.tries() + " tries, the last failed on " + node + ": " + failed.cause();
            return step(vm.in(new Doomed(node, new Ending.GiveUp(cause))), failure);
        }
        if (failed.fault() == Fault.NODE) {
            // the hypervisor may have defined it all the same: it is created elsewhere only once it is gone here
            return step(vm.in(new Doomed(node, new Ending.Elsewhere(attempt + 1))), failure);
        }
        return failed.phase() == VmPhase.CREATE
                ? create(vm, node, attempt + 1, failure)
                : boot(vm, node, attempt + 1, failure);
    }

    private static VmEvent phaseFailed(Vm vm, NodeName node, int attempt, int of, VmInput.Failed failed) {
        return new VmEvent.PhaseFailed(vm.name(), node, failed.phase(), attempt, of, failed.cause(), null);
    }

    private static Step gone(Vm vm, Destroying s) {
        return switch (s.ending()) {
            case Ending.Release _ -> told(vm.in(new Destroyed(s.node())), new VmEvent.Destroyed(vm.name(), s.node()));
            case Ending.Elsewhere elsewhere -> step(vm.in(new Homeless(elsewhere.attempt(), s.node())));
            case Ending.GiveUp giveUp -> givenUp(vm, giveUp.cause());
        };
    }

    private static Step givenUp(Vm vm, String cause) {
        return told(
                vm.in(new GivenUp(cause)),
                new VmEvent.GivenUp(vm.name(), vm.description().reservation(), cause));
    }

    private static Step fell(Vm vm, VmInput.Fell fell) {
        VmEffect stopped = new Tell(new VmEvent.Stopped(vm.name(), fell.node(), fell.cause()));
        return fell.known() ? boot(vm, fell.node(), 1, stopped) : create(vm, fell.node(), 1, stopped);
    }

    private static Step migrate(Vm vm, VmInput.Migrate migrate) {
        if (!(vm.state() instanceof Running s) || s.node().equals(migrate.destination())) {
            return unchanged(vm);
        }
        String id = vm.nextCommand();
        NodeName to = migrate.destination();
        return step(
                vm.commanded().in(new Migrating(s.node(), to, migrate.isp(), migrate.action(), id)),
                new Tell(new VmEvent.Migrating(vm.name(), s.node(), to, migrate.isp())),
                new Order(new VmCommand.Migrate(
                        id, s.node(), vm.name(), to, migrate.isp(), migrate.action(), migrate.timeout())));
    }

    private static Step arrived(Vm vm, Migrating s, VmInput.Arrived arrived) {
        return told(
                vm.in(new Running(s.destination())).arrived(new PlacedVm.Arrival(s.node(), arrived.at())),
                new VmEvent.Migrated(
                        vm.name(), s.node(), s.destination(), s.isp(), arrived.took(), arrived.downtime()));
    }

    private static Step notMigrated(Vm vm, Migrating s, VmInput.NotMigrated failed) {
        VmEffect failure =
                new Tell(new VmEvent.PhaseFailed(vm.name(), s.node(), VmPhase.MIGRATE, 1, 1, failed.cause(), s.isp()));
        NodeName place = failed.place();
        if (place == null) {
            return step(
                    vm.in(new Lost(s.node(), failed.cause())),
                    failure,
                    new Tell(new VmEvent.Lost(vm.name(), s.node(), failed.cause())));
        }
        List<VmEffect> told = new ArrayList<>(List.of(failure));
        if (place.equals(s.destination())) {
            // it is defined there and no longer at the source, though the migration failed
            told.add(new Tell(new VmEvent.Migrated(vm.name(), s.node(), place, s.isp(), failed.took())));
        }
        VmEffect[] before = told.toArray(VmEffect[]::new);
        return failed.running() ? step(vm.in(new Running(place)), before) : boot(vm, place, 1, before);
    }

    private static Step release(Vm vm, String why) {
        Ending ending = new Ending.Release(why);
        return switch (vm.state()) {
            case Homeless _ -> givenUp(vm, "released before a node was found for it: " + why);
            case Planned s -> told(vm.in(new Destroyed(s.node())), new VmEvent.Destroyed(vm.name(), s.node()));
            case Creating s -> step(vm.in(new Doomed(s.node(), ending)));
            case Booting s -> step(vm.in(new Doomed(s.node(), ending)));
            case Checking s -> step(vm.in(new Doomed(s.node(), ending)));
            case Running s -> step(vm.in(new Doomed(s.node(), ending)));
            case Doomed s when s.ending() instanceof Ending.Elsewhere -> step(vm.in(new Doomed(s.node(), ending)));
            case Destroying s
            when s.ending() instanceof Ending.Elsewhere ->
                step(vm.in(new Destroying(s.node(), ending, s.attempt(), s.command())));
            // a migrating VM is asked again when its plan has ended
            case Doomed _, Destroying _, Migrating _, Destroyed _, GivenUp _, Lost _ -> unchanged(vm);
        };
    }

    private static Step nodeLost(Vm vm, String cause) {
        return switch (vm.state()) {
            case Planned s -> step(vm.in(new Homeless(s.attempt(), s.node())));
            case Creating s -> lost(vm, s.node(), cause);
            case Booting s -> lost(vm, s.node(), cause);
            case Checking s -> lost(vm, s.node(), cause);
            case Running s -> lost(vm, s.node(), cause);
            case Doomed s -> lost(vm, s.node(), cause);
            case Destroying s -> lost(vm, s.node(), cause);
            // the place of a migrating VM is read from the other node
            case Homeless _, Migrating _, Destroyed _, GivenUp _, Lost _ -> unchanged(vm);
        };
    }

    private static Step lost(Vm vm, NodeName node, String cause) {
        return told(vm.in(new Lost(node, cause)), new VmEvent.Lost(vm.name(), node, cause));
    }

    private static Step found(Vm vm, NodeName node, VmInput.Found found) {
        if (found.running()) {
            return told(vm.in(new Running(node)), new VmEvent.Running(vm.name(), node));
        }
        return found.known()
                ? boot(vm, node, 1, new Tell(new VmEvent.Stopped(vm.name(), node, "its node was lost, and is back")))
                // the last who could have it has said that it has not: it may be made anew, anywhere
                : step(vm.in(new Homeless(1, null)));
    }

    private static Step unchanged(Vm vm) {
        return new Step(vm, List.of());
    }

    private static Step told(Vm vm, VmEvent event) {
        return step(vm, new Tell(event));
    }

    private static Step step(Vm vm, VmEffect... effects) {
        return new Step(vm, List.of(effects));
    }

    private static VmEffect[] with(VmEffect[] before, VmEffect... then) {
        VmEffect[] all = java.util.Arrays.copyOf(before, before.length + then.length);
        System.arraycopy(then, 0, all, before.length, then.length);
        return all;
    }
}
