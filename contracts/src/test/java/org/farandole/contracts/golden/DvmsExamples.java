package org.farandole.contracts.golden;

import static org.farandole.contracts.golden.Examples.AT;
import static org.farandole.contracts.golden.Examples.NODE;
import static org.farandole.contracts.golden.Examples.OTHER;
import static org.farandole.contracts.golden.Examples.SIZE;
import static org.farandole.contracts.golden.Examples.VM;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspEvent.Computed;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.IspRef;
import org.farandole.contracts.dvms.Met;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.dvms.Priority;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.dvms.RingMail;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.Overload;
import org.farandole.contracts.node.Resource;
import org.farandole.contracts.node.RingKey;

/** One message of the ring of each kind, and a second one where something may be absent. Sets have one member: no order. */
final class DvmsExamples {

    static final RingPosition POSITION = new RingPosition(new RingKey("rennes", "paravance", NODE), 3);
    static final IspId ISP = new IspId(NODE, 5, 3);

    private static final RingPosition NEXT = new RingPosition(new RingKey("rennes", "paravance", OTHER), 4);
    private static final Priority PRIORITY = new Priority(ProblemClass.RELIEVE, AT, NODE);
    private static final IspRef REF = new IspRef(ISP, POSITION, PRIORITY);
    private static final Met MET = new Met(new IspRef(new IspId(OTHER, 7, 1), NEXT, PRIORITY), Set.of(OTHER));
    private static final Fence IDLE = new Fence(6);
    private static final PlacedVm PLACED = new PlacedVm(VM, SIZE, null);
    private static final PlacedVm ARRIVED = new PlacedVm(VM, SIZE, new PlacedVm.Arrival(OTHER, AT));
    private static final NodeState STATE = new NodeState(
            NODE,
            IDLE,
            new Capacity(700, 32_768),
            false,
            List.of(new NodeState.VmDemand(ARRIVED, 80), new NodeState.VmDemand(PLACED, 0)));
    private static final Action.Migrate MIGRATE =
            new Action.Migrate(VM, NODE, OTHER, Duration.ofSeconds(10), List.of(), "rennes-1 wants 760 of 700 %");
    private static final Proposal.Actions ACTIONS = new Proposal.Actions(List.of(MIGRATE), 60, false);

    private static final Action.PowerOff POWER_OFF =
            new Action.PowerOff(OTHER, Duration.ofMinutes(1), List.of(), "rennes-2 is empty");

    static final List<Action> ACTION_LIST = List.of(MIGRATE, POWER_OFF);

    static final List<Proposal> PROPOSALS = List.of(
            ACTIONS,
            new Proposal.NoPlan("memory of every node is full", null),
            new Proposal.NoPlan("not all of it", new Proposal.Actions(List.of(MIGRATE), 30, true)),
            new Proposal.NothingToDo());

    static final List<Decision> DECISIONS = List.of(
            new Decision.Plan(
                    ISP,
                    2,
                    POSITION,
                    Map.of(OTHER, new Fence(4), NODE, IDLE),
                    List.of(MIGRATE),
                    "rennes-1 wants 760 of 700 %",
                    Duration.ofSeconds(10),
                    60,
                    false),
            new Decision.Query(POSITION));

    static final List<IspEvent> ISP_EVENTS = List.of(
            new IspEvent.Opened(ISP, PRIORITY, AT, 760, 700),
            new IspEvent.Grown(ISP, 1, OTHER, Set.of(OTHER)),
            new Computed(
                    ISP,
                    2,
                    Set.of(NODE),
                    Computed.Verdict.PLAN,
                    new IspEvent.SolveAccount(
                            Duration.ofMillis(43),
                            Duration.ofMillis(12),
                            7,
                            120,
                            4,
                            true,
                            1,
                            1,
                            null,
                            "rennes-2 would power off",
                            new IspEvent.Search(
                                    "5f3a",
                                    200_000,
                                    Duration.ofSeconds(1),
                                    Duration.ofMillis(40),
                                    Duration.ofMillis(10_300),
                                    9L)),
                    "gzipped".getBytes(StandardCharsets.UTF_8),
                    ACTIONS),
            new Computed(
                    ISP,
                    3,
                    Set.of(NODE),
                    Computed.Verdict.NO_PLAN,
                    new IspEvent.SolveAccount(Duration.ofMillis(43), null, 7, 120, 4, true, 1, 0, "memory", null, null),
                    new byte[0],
                    null),
            new IspEvent.Ended(ISP, Outcome.SOLVED, Set.of(NODE), "1 VM went to rennes-2"),
            new IspEvent.Opened(ISP, PRIORITY, AT, 640, 700, List.of(new Overload(Resource.NETWORK, 1_300, 1_250))));

    static final List<RingMessage> MESSAGES = List.of(
            new RingMessage.Join(REF, 1, Set.of(NODE), 64, false, List.of(MET)),
            new RingMessage.Granted(ISP, 1, STATE, List.of()),
            new RingMessage.Busy(ISP, 1, NEXT, List.of(MET)),
            new RingMessage.Release(ISP, 1, REF),
            new RingMessage.Release(ISP, 1, null),
            new RingMessage.Renew(ISP, 1, Set.of(NODE)),
            new RingMessage.NotMine(ISP, 1),
            new RingMessage.Claim(ISP, REF),
            new RingMessage.Answer(ISP, new IspId(OTHER, 7, 1), RingMessage.Answer.Verdict.OLDER, REF),
            new RingMessage.Answer(ISP, new IspId(OTHER, 7, 1), RingMessage.Answer.Verdict.YIELDED, null),
            new RingMessage.Solve(ISP, 2, PRIORITY, List.of(STATE)),
            new RingMessage.Solved(ISP, 2, ACTIONS),
            new RingMessage.Accepted(ISP, Set.of(NODE), new Fence(7)),
            new RingMessage.Refused(
                    ISP, Map.of(NODE, new Fence(8)), RingMessage.Refused.Reason.FENCE, "rennes-1 is at 8"),
            new RingMessage.Finished(
                    ISP,
                    Set.of(NODE),
                    new Fence(8),
                    List.of(PLACED),
                    List.of(
                            new RingMessage.ActionResult(0, true, null),
                            new RingMessage.ActionResult(1, false, "time-out"))),
            new RingMessage.Changed(new Fence(10), List.of(ARRIVED)),
            new RingMessage.Status(new Fence(7), List.of(PLACED), ISP, Set.of(NODE)),
            new RingMessage.Status(IDLE, List.of(), null, Set.of()));

    static final List<RingMail> MAILS = List.of(
            new RingMail(OTHER, 4, POSITION, new RingMessage.NotMine(ISP, 1)),
            new RingMail(NODE, 3, null, new RingMessage.Accepted(ISP, Set.of(NODE), new Fence(7))));

    private DvmsExamples() {}
}
