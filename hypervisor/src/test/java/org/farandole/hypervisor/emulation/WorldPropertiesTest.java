package org.farandole.hypervisor.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.farandole.contracts.monitor.Sample.VmSample;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.farandole.hypervisor.Domain;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.NodeStats;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random commands at random moments, on nodes that are too small for all that is asked of them. */
class WorldPropertiesTest {

    private static final int NODES = 5;
    private static final int VMS = 25;
    private static final int COMMANDS = 2_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noNodeIsEverOverbookedAndNoVmIsOnTwoNodes(long seed) throws Exception {
        Walk walk = new Walk(seed);
        for (int i = 0; i < COMMANDS; i++) {
            walk.step();
            walk.check();
        }

        assertThat(walk.events).hasAtLeastOneElementOfType(WorldEvent.Migrated.class);
        assertThat(walk.events).hasAtLeastOneElementOfType(WorldEvent.MigrationFailed.class);
        assertThat(walk.events).hasAtLeastOneElementOfType(WorldEvent.BootFailed.class);
        assertThat(walk.refused).as("commands refused, seed %d", seed).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theSameSeedGivesTheSameEvents(long seed) {
        Walk first = new Walk(seed);
        Walk second = new Walk(seed);
        for (int i = 0; i < COMMANDS; i++) {
            first.step();
            second.step();
        }

        assertThat(first.events).hasSizeGreaterThan(100).isEqualTo(second.events);
        Walk other = new Walk(seed + 1_000);
        for (int i = 0; i < COMMANDS; i++) {
            other.step();
        }
        assertThat(other.events).isNotEqualTo(first.events);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyOperationEndsOnce(long seed) {
        Walk walk = new Walk(seed);
        for (int i = 0; i < COMMANDS; i++) {
            walk.step();
        }
        walk.events.addAll(walk.world.advanceTo(walk.world.now().plus(Duration.ofHours(1))));

        List<OperationId> ended = walk.events.stream()
                .filter(WorldEvent.Ended.class::isInstance)
                .map(event -> ((WorldEvent.Ended) event).operation())
                .toList();
        assertThat(ended).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(walk.begun);
    }

    private static final class Walk {

        private final List<NodeSpec> nodes;
        private final World world;
        private final SplittableRandom random;
        private final List<WorldEvent> events = new ArrayList<>();
        private final Set<OperationId> begun = new HashSet<>();
        private int refused;

        Walk(long seed) {
            Platform platform = new Platform(NODES, 2, 4, new Capacity(200, 6_000), 200);
            WorldDescription description = WorldDescription.of(platform, seed)
                    .alreadyDeployed()
                    .withFaults(Faults.ofProbabilities(0, 0.3, 0.3));
            this.nodes = description.nodes();
            this.world = Worlds.world(description);
            this.random = new SplittableRandom(seed);
            world.beginLoad();
        }

        void step() {
            events.addAll(world.advanceTo(world.now().plusMillis(random.nextInt(4_000))));
            VmName vm = Worlds.vm(random.nextInt(VMS));
            NodeName node = any();
            try {
                command(random.nextInt(10), node, vm);
            } catch (HypervisorException e) {
                refused++;
            }
        }

        private void command(int which, NodeName node, VmName vm) throws HypervisorException {
            switch (which) {
                case 0, 1 -> world.define(node, new VmSpec(vm, new VmSize(1 + random.nextInt(2), 1024)));
                case 2, 3, 4 -> world.start(where(vm, node), vm).ifPresent(begun::add);
                case 5, 6, 7 -> world.migrate(where(vm, node), vm, any()).ifPresent(begun::add);
                case 8 -> world.destroy(where(vm, node), vm);
                case 9 -> {
                    if (random.nextBoolean()) {
                        world.suspend(node, vm);
                    } else {
                        world.resume(node, vm);
                    }
                }
                default -> throw new AssertionError(which);
            }
        }

        private NodeName where(VmName vm, NodeName otherwise) throws HypervisorException {
            for (NodeSpec node : nodes) {
                if (world.domains(node.name()).stream().map(Domain::vm).anyMatch(vm::equals)) {
                    return node.name();
                }
            }
            return otherwise;
        }

        private NodeName any() {
            return nodes.get(random.nextInt(NODES)).name();
        }

        void check() throws HypervisorException {
            Set<VmName> seen = new HashSet<>();
            for (NodeSpec node : nodes) {
                NodeStats stats = world.stats(node.name());
                assertThat(stats.memoryUsedMiB())
                        .isBetween(
                                stats.vms().stream()
                                        .mapToInt(VmSample::memoryMiB)
                                        .sum(),
                                node.capacity().memoryMiB());
                assertThat(stats.vms().stream()
                                .mapToInt(VmSample::cpuUsedPercent)
                                .sum())
                        .isEqualTo(Math.min(
                                node.capacity().cpuPercent(),
                                stats.vms().stream()
                                        .mapToInt(VmSample::cpuDemandPercent)
                                        .sum()));
                for (Domain domain : world.domains(node.name())) {
                    assertThat(seen.add(domain.vm()))
                            .as("%s is on one node", domain.vm())
                            .isTrue();
                }
            }
            assertThat(world.summary().duplicateVms()).isZero();
            assertThat(world.summary().nodes()).isEqualTo(Map.of("deployed", NODES));
        }
    }
}
