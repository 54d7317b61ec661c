package org.farandole.hypervisor.emulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.emulation.MigrationModel.Traits;
import org.farandole.hypervisor.emulation.load.Load;

/** What the tests of the world say in one word. */
final class Worlds {

    static final NodeName FIRST = new NodeName("rennes-1");
    static final NodeName SECOND = new NodeName("rennes-2");
    static final NodeName THIRD = new NodeName("rennes-3");
    static final ReservationId RESERVATION = new ReservationId("r-1");
    static final Instant EPOCH = Instant.parse("2026-12-01T08:00:00Z");

    private Worlds() {}

    /** Three deployed nodes. */
    static WorldDescription three() {
        return WorldDescription.of(Platform.of(3, 1), 7).alreadyDeployed();
    }

    static WorldDescription withLink(WorldDescription description, int megabytesPerSecond) {
        List<NodeSpec> nodes = description.nodes().stream()
                .map(node -> new NodeSpec(node.key(), node.cores(), node.capacity(), megabytesPerSecond))
                .toList();
        return new WorldDescription(
                nodes,
                description.load(),
                description.timing(),
                description.faults(),
                description.seed(),
                description.deployed());
    }

    static World world(WorldDescription description) {
        return new World(description, EPOCH);
    }

    static VmName vm(int number) {
        return new VmName("vm-" + number);
    }

    /** Defines and starts VMs of 1 GiB, and waits until they have booted. */
    static void run(World world, NodeName node, int... numbers) throws HypervisorException {
        for (int number : numbers) {
            world.define(node, new VmSpec(vm(number), new VmSize(1, 1024)));
            world.start(node, vm(number));
        }
        pass(world, Duration.ofMinutes(10));
    }

    static List<WorldEvent> pass(World world, Duration time) {
        return world.advanceTo(world.now().plus(time));
    }

    /** Everything until nothing more will happen by itself. */
    static List<WorldEvent> passAll(World world) {
        List<WorldEvent> events = new ArrayList<>(world.advanceTo(world.now()));
        while (world.nextEventAt().isPresent()) {
            events.addAll(world.advanceTo(world.nextEventAt().get()));
        }
        return events;
    }

    static <T extends WorldEvent> T only(Class<T> type, List<WorldEvent> events) {
        List<T> found = all(type, events);
        if (found.size() != 1) {
            throw new AssertionError("Expected one " + type.getSimpleName() + " in " + events);
        }
        return found.getFirst();
    }

    static <T extends WorldEvent> List<T> all(Class<T> type, List<WorldEvent> events) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    static void deploy(World world, NodeName node) throws HypervisorException {
        for (MacroStep step : MacroStep.values()) {
            world.runStep(node, step, RESERVATION);
            passAll(world);
        }
    }

    /** Every VM demands the same, always. */
    record Constant(int percent, Traits traits) implements Load {

        @Override
        public int initialPercent() {
            return percent;
        }

        @Override
        public Iterator<Change> changes(int vm) {
            return List.<Change>of().iterator();
        }

        @Override
        public Traits traits(int vm) {
            return traits;
        }
    }
}
