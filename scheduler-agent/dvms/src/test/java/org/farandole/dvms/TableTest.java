package org.farandole.dvms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.IspRef;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.Priority;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.dvms.RingMessage.Answer;
import org.farandole.contracts.dvms.RingMessage.Busy;
import org.farandole.contracts.dvms.RingMessage.Claim;
import org.farandole.contracts.dvms.RingMessage.Granted;
import org.farandole.contracts.dvms.RingMessage.Join;
import org.farandole.contracts.dvms.RingMessage.NotMine;
import org.farandole.contracts.dvms.RingMessage.Release;
import org.farandole.contracts.dvms.RingMessage.Renew;
import org.farandole.contracts.dvms.RingMessage.Solve;
import org.farandole.contracts.dvms.RingMessage.Solved;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Resource;
import org.farandole.contracts.node.RingKey;
import org.farandole.contracts.vm.Demand;
import org.farandole.dvms.AgentState.Leader;
import org.farandole.dvms.AgentState.Partner;
import org.farandole.dvms.AgentState.Phase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Section 6 of the protocol, cell by cell where a rule runs through a row: n1 is in each state, and others write to it. */
class TableTest {

    private static final Instant NOW = VirtualRing.BEGINNING;
    private static final Capacity CAPACITY = new Capacity(100, 4096);
    private static final RingPosition ME = at(1);
    private static final IspRef MINE = isp(1);
    private static final IspRef JOINED = isp(2);
    private static final IspRef OTHER = isp(3);

    private static RingPosition at(int node) {
        return new RingPosition(new RingKey("site", "cluster", VirtualRing.node(node)), node);
    }

    private static IspRef isp(int leader) {
        NodeName node = VirtualRing.node(leader);
        return new IspRef(
                new IspId(node, 1, 1), at(leader), new Priority(ProblemClass.RELIEVE, NOW.plusSeconds(leader), node));
    }

    private static NodeState stateOf(int node, long fence) {
        return new NodeState(VirtualRing.node(node), new Fence(fence), CAPACITY, false, List.of());
    }

    private static Leader leading(Phase phase) {
        return new Leader(MINE, 5, List.of(new Partner(at(4), 4, stateOf(4, 2))), List.of(), at(5), true, null, phase);
    }

    static Stream<AgentState> states() {
        Decision.Plan plan = new Decision.Plan(
                MINE.isp(),
                5,
                ME,
                Map.of(ME.node(), new Fence(2), VirtualRing.node(4), new Fence(2)),
                new Greedy(Resource.CPU).solve(MINE.priority(), overloadedStates()) instanceof Proposal.Actions actions
                        ? actions.actions()
                        : List.of(),
                "",
                Duration.ZERO,
                0,
                false);
        return Stream.of(
                new AgentState.Waking(false, false),
                new AgentState.Free(),
                new AgentState.Member(JOINED, 3, Set.of(ME.node(), VirtualRing.node(2))),
                leading(new Phase.Asking(false)),
                leading(new Phase.Solving(Map.of(), false)),
                leading(new Phase.Claiming(List.of(OTHER), false)),
                leading(new Phase.Publishing(plan, Set.of(ME.node(), VirtualRing.node(2)))),
                new AgentState.Executing(JOINED.isp(), Set.of(ME.node(), VirtualRing.node(2)), JOINED, null),
                new AgentState.Left());
    }

    private static List<NodeState> overloadedStates() {
        return List.of(
                new NodeState(
                        ME.node(),
                        new Fence(2),
                        CAPACITY,
                        false,
                        List.of(
                                new NodeState.VmDemand(VirtualRing.placed("a"), 60),
                                new NodeState.VmDemand(VirtualRing.placed("b"), 60))),
                stateOf(4, 2));
    }

    private static Agent agent(AgentState state) {
        Self self = Self.newborn(ME, 1, CAPACITY, Settings.forBudget(Duration.ofSeconds(1)))
                .seeing(View.of(
                        Stream.of(0, 1, 2, 3, 4, 5, 6).map(TableTest::at).toList()))
                .with(new OwnNode(
                        ME.node(),
                        new Fence(2),
                        List.of(VirtualRing.placed("a"), VirtualRing.placed("b")),
                        Map.of(
                                VirtualRing.placed("a").vm(),
                                Demand.ofCpu(60),
                                VirtualRing.placed("b").vm(),
                                Demand.ofCpu(60)),
                        CAPACITY))
                .with(Problems.NONE
                        .on(new Trigger(ProblemClass.RELIEVE, NOW, NOW, 120, 100), true)
                        .notBefore(NOW.plusSeconds(9)));
        return new Agent(self, state);
    }

    private static Step receive(AgentState state, int from, RingMessage.FromAgent message) {
        return agent(state).on(new Input.Mail(at(from), message), NOW);
    }

    private static List<RingMessage.FromAgent> sent(Step step) {
        return step.effects().stream()
                .filter(Effect.SendTo.class::isInstance)
                .map(effect -> ((Effect.SendTo) effect).message())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("states")
    void aRequestIsNeverSwallowed(AgentState state) {
        Step step = receive(state, 6, new Join(isp(6), 1, Set.of(VirtualRing.node(6)), 4, false, List.of()));
        assertThat(sent(step))
                .singleElement()
                .isInstanceOfAny(state instanceof AgentState.Free ? Granted.class : Join.class);
        // and out of hops the leader hears of it
        Step atLast = receive(state, 6, new Join(isp(6), 1, Set.of(VirtualRing.node(6)), 0, false, List.of()));
        assertThat(sent(atLast))
                .singleElement()
                .isInstanceOfAny(state instanceof AgentState.Free ? Granted.class : Busy.class);
    }

    @ParameterizedTest
    @MethodSource("states")
    void aMergingRequestIsRememberedByWhoIsBusy(AgentState state) {
        Step step = receive(state, 3, new Join(OTHER, 1, Set.of(VirtualRing.node(3)), 4, true, List.of()));
        assertThat(step.next().self().wanted()).isEqualTo(state instanceof AgentState.Free ? null : OTHER);
    }

    @ParameterizedTest
    @MethodSource("states")
    void aRequestThatCameHomeIsOld(AgentState state) {
        Step step = receive(state, 3, new Join(MINE, 1, Set.of(ME.node()), 4, true, List.of()));
        assertThat(step.effects()).containsExactly(new Effect.Ignored("Join", Old.CAME_HOME));
    }

    @ParameterizedTest
    @MethodSource("states")
    void aGrantThatNobodyCountsIsGivenBack(AgentState state) {
        Step step = receive(state, 3, new Granted(OTHER.isp(), 7, stateOf(3, 0), List.of()));
        assertThat(sent(step)).containsExactly(new Release(OTHER.isp(), 7, null));
        assertThat(step.next().state()).isEqualTo(state);
    }

    @ParameterizedTest
    @MethodSource("states")
    void aRenewalForAnotherIspIsContradicted(AgentState state) {
        Step step = receive(state, 3, new Renew(OTHER.isp(), 7, Set.of(ME.node())));
        assertThat(sent(step)).containsExactly(new NotMine(OTHER.isp(), 7));
    }

    @ParameterizedTest
    @MethodSource("states")
    void aClaimIsAlwaysAnswered(AgentState state) {
        IspRef claimed = state instanceof Leader ? MINE : OTHER;
        Step step = receive(state, 6, new Claim(claimed.isp(), isp(6)));
        boolean merging = state instanceof Leader leader && !(leader.phase() instanceof Phase.Publishing);
        assertThat(sent(step))
                .singleElement()
                .isInstanceOfSatisfying(
                        Answer.class,
                        answer -> assertThat(answer.verdict())
                                .isEqualTo(merging ? Answer.Verdict.OLDER : Answer.Verdict.LATER));
    }

    @ParameterizedTest
    @MethodSource("states")
    void whatIsOldIsCountedAndChangesNothing(AgentState state) {
        List<RingMessage.FromAgent> old = List.of(
                new Busy(OTHER.isp(), 1, at(5), List.of()),
                new Release(OTHER.isp(), 99, null),
                new NotMine(OTHER.isp(), 1),
                new Answer(OTHER.isp(), isp(6).isp(), Answer.Verdict.YIELDED, null),
                new Solve(OTHER.isp(), 1, OTHER.priority(), List.of()),
                new Solved(OTHER.isp(), 1, new Proposal.NothingToDo()),
                new Busy(MINE.isp(), 4, at(5), List.of()),
                new Solved(MINE.isp(), 4, new Proposal.NothingToDo()));
        for (RingMessage.FromAgent message : old) {
            Step step = receive(state, 3, message);
            assertThat(step.next()).as("%s on %s", state, message).isEqualTo(agent(state));
            assertThat(step.effects())
                    .as("%s on %s", state, message)
                    .singleElement()
                    .isInstanceOf(Effect.Ignored.class);
        }
    }

    @ParameterizedTest
    @MethodSource("states")
    void aLateTimerIsOld(AgentState state) {
        for (Timer timer : Timer.values()) {
            Step step = agent(state).on(new Input.TimerFired(timer, new TimerTag(OTHER.isp(), 99)), NOW);
            boolean ofNoIsp = timer == Timer.AGAIN || timer == Timer.QUIET || timer == Timer.POLL;
            if (!ofNoIsp) {
                assertThat(step.next()).as("%s on %s", state, timer).isEqualTo(agent(state));
                assertThat(step.effects()).singleElement().isInstanceOf(Effect.Ignored.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("states")
    void theExecutorsWordIsTakenInEveryState(AgentState state) {
        Step step = agent(state)
                .on(new Input.Mail(null, new RingMessage.Accepted(OTHER.isp(), Set.of(ME.node()), new Fence(3))), NOW);
        if (state instanceof AgentState.Left) {
            assertThat(step.next().state()).isEqualTo(state);
        } else {
            assertThat(step.next().state())
                    .isInstanceOfSatisfying(
                            AgentState.Executing.class,
                            executing -> assertThat(executing.isp()).isEqualTo(OTHER.isp()));
            assertThat(step.next().self().own().fence()).isEqualTo(new Fence(3));
        }
        assertThat(step.effects().stream().filter(Effect.Report.class::isInstance))
                .hasSize(state instanceof Leader ? 1 : 0);
    }

    @ParameterizedTest
    @MethodSource("states")
    void whatTheExecutorSaidEarlierIsOld(AgentState state) {
        Step step = agent(state).on(new Input.Mail(null, new RingMessage.Changed(new Fence(2), List.of())), NOW);
        assertThat(step.next()).isEqualTo(agent(state));
        assertThat(step.effects()).containsExactly(new Effect.Ignored("Changed", Old.NOT_NEWER));
    }
}
