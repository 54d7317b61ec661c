package org.farandole.cli.reasons;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.NodeState.VmDemand;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.dvms.PlacedVm.Arrival;
import org.farandole.contracts.dvms.Priority;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.farandole.solving.Learned;
import org.farandole.solving.PartitionSolver;
import org.farandole.solving.SolveInput;
import org.farandole.solving.SolveTerms;

/** ISPs as agents would have recorded them: rennes-1 wants 120 % of 100 %; rennes-2 is full, rennes-3 has room. */
final class Recorded {

    static final Instant BEGAN = Instant.parse("2026-11-01T08:00:00Z");
    static final IspId ISP = IspId.parse("rennes-1:5:1");
    static final IspId OTHER = IspId.parse("rennes-1:5:2");
    static final IspId DRAINING = IspId.parse("rennes-1:6:1");
    static final IspId IDLE = IspId.parse("rennes-2:6:1");

    private static final NodeName ONE = new NodeName("rennes-1");
    private static final NodeName TWO = new NodeName("rennes-2");
    private static final NodeName THREE = new NodeName("rennes-3");
    private static final NodeState OVERLOADED =
            node(ONE, vm("demo-1", 80, true), vm("demo-2", 40, false), vm("demo-3", 0, false));
    private static final NodeState FULL = node(TWO, vm("demo-4", 90, false));
    private static final NodeState ROOMY = node(THREE, vm("demo-5", 20, false));

    private Recorded() {}

    private static VmDemand vm(String name, int demand, boolean justArrived) {
        Arrival arrival = justArrived ? new Arrival(new NodeName("rennes-9"), BEGAN.minusSeconds(20)) : null;
        return new VmDemand(new PlacedVm(new VmName(name), new VmSize(1, 1_024), arrival), demand);
    }

    private static NodeState node(NodeName name, VmDemand... vms) {
        return new NodeState(name, new Fence(4), new Capacity(100, 4_096), false, Arrays.asList(vms));
    }

    static IspEvent opened() {
        return new IspEvent.Opened(ISP, new Priority(ProblemClass.RELIEVE, BEGAN, ONE), BEGAN, 120, 100);
    }

    static IspEvent grown(int nodes) {
        List<NodeName> members = List.of(ONE, TWO, THREE).subList(0, nodes);
        return new IspEvent.Grown(ISP, nodes - 1, members.getLast(), Set.copyOf(members));
    }

    /** Of the first two nodes, where there is no plan, or of all three. */
    static IspEvent.Computed computed(int nodes) {
        return new PartitionSolver(() -> 0)
                .solve(
                        ISP,
                        nodes - 1,
                        input(
                                ProblemClass.RELIEVE,
                                List.of(OVERLOADED, FULL, ROOMY).subList(0, nodes)),
                        () -> false)
                .record();
    }

    private static SolveInput input(ProblemClass problem, List<NodeState> states) {
        return new SolveInput(
                problem,
                states,
                BEGAN,
                Duration.ofSeconds(60),
                7,
                10_000,
                Duration.ofSeconds(1),
                SolveTerms.USUAL,
                new Learned(Map.of(new VmName("demo-2"), 900), List.of(new Learned.Pair(ONE, THREE, 1_111))));
    }

    /** rennes-1 drains; the two others have room for one of its VMs, not for all. */
    static List<IspEvent> evacuation() {
        Priority priority = new Priority(ProblemClass.EVACUATE, BEGAN, ONE);
        SolveInput input = input(
                ProblemClass.EVACUATE,
                List.of(
                        new NodeState(
                                ONE,
                                new Fence(4),
                                new Capacity(100, 4_096),
                                true,
                                List.of(vm("demo-1", 60, false), vm("demo-2", 60, false))),
                        FULL,
                        ROOMY));
        return List.of(
                new IspEvent.Opened(DRAINING, priority, BEGAN, 120, 100),
                new PartitionSolver(() -> 0)
                        .solve(DRAINING, 1, input, () -> false)
                        .record());
    }

    /** The overload went away before it was solved. */
    static IspEvent.Computed idle() {
        return new PartitionSolver(() -> 0)
                .solve(IDLE, 1, input(ProblemClass.RELIEVE, List.of(FULL, ROOMY)), () -> false)
                .record();
    }

    /** With an answer that its input does not give. */
    static IspEvent.Computed forged() {
        IspEvent.Computed honest = computed(3);
        return new IspEvent.Computed(
                OTHER,
                honest.round(),
                honest.members(),
                IspEvent.Computed.Verdict.NOTHING_TO_DO,
                honest.account(),
                honest.input(),
                new Proposal.NothingToDo());
    }

    static Decision.Plan decision() {
        Proposal.Actions actions = (Proposal.Actions) computed(3).proposal();
        return new Decision.Plan(
                ISP,
                2,
                new RingPosition(new RingKey("rennes", "paravance", ONE), 0),
                Map.of(ONE, new Fence(4), TWO, new Fence(4), THREE, new Fence(4)),
                actions.actions(),
                "rennes-1 wants 120 of 100 %",
                Duration.ofMillis(10_308),
                20,
                false);
    }

    static IspEvent ended() {
        return new IspEvent.Ended(ISP, Outcome.SOLVED, Set.of(ONE, TWO, THREE), "1 of 1 actions done");
    }

    /** Another one, which holds rennes-4. */
    static List<IspEvent> neighbour() {
        IspId isp = IspId.parse("rennes-4:6:0");
        NodeName node = new NodeName("rennes-4");
        return List.of(new IspEvent.Opened(isp, new Priority(ProblemClass.RELIEVE, BEGAN, node), BEGAN, 110, 100));
    }
}
