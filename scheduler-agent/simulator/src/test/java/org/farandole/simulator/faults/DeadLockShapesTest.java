package org.farandole.simulator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.emulation.MigrationModel.Traits;
import org.farandole.hypervisor.emulation.Platform;
import org.farandole.hypervisor.emulation.VmSpec;
import org.farandole.hypervisor.emulation.load.Load;
import org.farandole.simulator.Subject;
import org.farandole.simulator.report.Report;
import org.farandole.simulator.scenario.Delays;
import org.farandole.simulator.scenario.Policy;
import org.farandole.simulator.scenario.Scenario;
import org.farandole.simulator.scenario.Tuning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Shapes in which ISPs wait for each other's nodes: from second 10 on some nodes have too much and nobody has room, until, at second
 * 60, one node's VMs demand little. All invariants hold, ISPs do meet, and in the end all is solved and free.
 */
class DeadLockShapesTest {

    private static final int VMS_A_NODE = 10;
    private static final int FULL = 70;
    private static final int TOO_MUCH = 75;
    private static final int LITTLE = 10;
    private static final Duration TROUBLE = Duration.ofSeconds(10);
    private static final Duration ROOM = Duration.ofSeconds(60);
    private static final Duration LASTS = Duration.ofSeconds(300);

    /** Each initiator gets its neighbour, and then stands before the next one's partition. */
    @Test
    void aLineOfFourPartitionsOfTwo() throws HypervisorException {
        endsWell(solvedOnceThereIsRoom(8, node -> node % 2 == 0 ? TOO_MUCH : FULL, 7));
    }

    /** Initiators side by side: the partition of the last lies inside that of the one before it, and so on. */
    @ParameterizedTest(name = "{0} nodes")
    @ValueSource(ints = {4, 6})
    void nestedPartitionsOfTwo(int nodes) throws HypervisorException {
        endsWell(solvedOnceThereIsRoom(nodes, node -> node < nodes / 2 ? TOO_MUCH : FULL, nodes - 1));
    }

    @ParameterizedTest(name = "{0} nodes")
    @ValueSource(ints = {9, 12})
    void nestedPartitionsOfThree(int nodes) throws HypervisorException {
        endsWell(solvedOnceThereIsRoom(nodes, node -> node < nodes / 3 ? TOO_MUCH : FULL, nodes - 1));
    }

    /** Nobody is free to join anybody. */
    @Test
    void allNodesInitiatorsAtOnce() throws HypervisorException {
        Report report = solvedOnceThereIsRoom(16, node -> TOO_MUCH, 3, 7, 11, 15);
        endsWell(report);
    }

    /** No node has memory for another VM: it is tried now and then, not at every tick, and everybody is free in between. */
    @Test
    void oneUnsolvableNodeAmongAHundred() throws HypervisorException {
        int nodes = 100;
        Map<Integer, List<Load.Change>> changes = new HashMap<>();
        for (int vm = 0; vm < nodes * VMS_A_NODE; vm++) {
            int node = vm / VMS_A_NODE;
            int percent = node == 50 ? TOO_MUCH : FULL / 2;
            changes.put(vm, List.of(new Load.Change(TROUBLE, percent)));
        }
        Report report = run(scenario(nodes, changes, node -> 3_276, Duration.ofSeconds(600)));

        // 10 s, 20 s, 40 s … of back-off
        assertThat(report.isps().failed()).isBetween(3, 7);
        assertThat(report.isps().count())
                .isBetween(report.isps().failed(), 1 + report.isps().failed());
        assertThat(report.violations().count()).isEqualTo(1);
        assertThat(report.violations().totalSeconds()).isBetween(580.0, 600.0);
        assertThat(report.messages())
                .as("two for each node of a turn, and releases")
                .isLessThan(10_000);
    }

    /** One ISP may solve the problems of several, which joined it. */
    private static void endsWell(Report report) {
        assertThat(report.isps().merged()).as("ISPs that met and yielded").isPositive();
        assertThat(report.isps().solved()).as("solved").isPositive();
        assertThat(report.violations().maxSeconds())
                .as("until room was made, a back-off, and a migration")
                .isLessThan(LASTS.toSeconds() - TROUBLE.toSeconds() - 20.0);
        assertThat(report.isps().count())
                .as("each has ended")
                .isEqualTo(report.isps().solved()
                        + report.isps().failed()
                        + report.isps().merged()
                        + report.isps().vanished()
                        + report.isps().withdrawn());
    }

    private static Report solvedOnceThereIsRoom(int nodes, IntUnaryOperator percentOfNode, int... makeRoom)
            throws HypervisorException {
        Map<Integer, List<Load.Change>> changes = new HashMap<>();
        for (int vm = 0; vm < nodes * VMS_A_NODE; vm++) {
            List<Load.Change> mine = new ArrayList<>();
            mine.add(new Load.Change(TROUBLE, percentOfNode.applyAsInt(vm / VMS_A_NODE)));
            changes.put(vm, mine);
        }
        for (int node : makeRoom) {
            for (int vm = node * VMS_A_NODE; vm < (node + 1) * VMS_A_NODE; vm++) {
                changes.get(vm).add(new Load.Change(ROOM, LITTLE));
            }
        }
        return run(scenario(nodes, changes, node -> 1_024, LASTS));
    }

    private static Report run(Scenario scenario) throws HypervisorException {
        return FaultRuns.run(scenario, Subject.PROTOCOL);
    }

    private static Scenario scenario(
            int nodes, Map<Integer, List<Load.Change>> changes, IntUnaryOperator memoryMiB, Duration lasts) {
        List<Scenario.Place> places = new ArrayList<>();
        for (int vm = 0; vm < nodes * VMS_A_NODE; vm++) {
            int node = vm / VMS_A_NODE;
            places.add(new Scenario.Place(
                    new VmSpec(new VmName("vm-" + vm), new VmSize(1, memoryMiB.applyAsInt(node))), node));
        }
        return new Scenario(
                Platform.of(nodes, 1).specs(),
                places,
                new Told(changes),
                1,
                lasts,
                new Policy.Dvms(),
                Delays.USUAL,
                Tuning.USUAL,
                false);
    }

    /** Each VM's changes, as they are told. */
    private record Told(Map<Integer, List<Load.Change>> changes) implements Load {

        @Override
        public int initialPercent() {
            return LITTLE;
        }

        @Override
        public Iterator<Change> changes(int vm) {
            return changes.getOrDefault(vm, List.of()).iterator();
        }

        @Override
        public Traits traits(int vm) {
            return new Traits(125, 10);
        }
    }
}
