package org.farandole.agent.solving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspEvent.Computed.Verdict;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.NodeState.VmDemand;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.dvms.PlacedVm.Arrival;
import org.farandole.contracts.dvms.Priority;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.farandole.dvms.Effect.SolveLocally;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PartitionSolverTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private final PartitionSolver solver = new PartitionSolver(() -> 0, Duration.ofSeconds(1));

    private static VmDemand vm(String name, int demand, @Nullable Arrival arrival) {
        return new VmDemand(new PlacedVm(new VmName(name), new VmSize(4, 1_024), arrival), demand);
    }

    private static NodeState node(String name, boolean draining, VmDemand... vms) {
        return new NodeState(new NodeName(name), new Fence(4), new Capacity(100, 8_192), draining, Arrays.asList(vms));
    }

    private Solution solve(ProblemClass problem, NodeState... states) {
        SolveLocally wanted = new SolveLocally(
                new IspId(new NodeName("a"), 7, 1), 2, new Priority(problem, NOW, new NodeName("a")), List.of(states));
        return solver.solve(
                wanted, new SolveInput(problem, List.of(states), NOW, Duration.ofSeconds(60), 1, 3, 10_000));
    }

    private static List<String> moves(Proposal.Actions actions) {
        return actions.actions().stream()
                .map(Action.Migrate.class::cast)
                .map(move -> move.vm() + " to " + move.destination())
                .toList();
    }

    @Test
    void aPlanTellsEachMoveAndHowItWasFound() {
        Solution solution = solve(
                ProblemClass.RELIEVE,
                node("a", false, vm("a1", 80, null), vm("a2", 40, null)),
                node("b", false, vm("b1", 50, null)));

        assertThat(solution.proposal())
                .asInstanceOf(type(Proposal.Actions.class))
                .satisfies(actions -> {
                    assertThat(moves(actions)).containsExactly("a2 to b");
                    assertThat(actions.gainCpuPercent()).isEqualTo(20);
                    assertThat(actions.partial()).isFalse();
                });
        assertThat(solution.record().verdict()).isEqualTo(Verdict.PLAN);
        assertThat(solution.record().account().moves()).isEqualTo(1);
        assertThat(solution.record().account().proved()).isTrue();
        assertThat(solution.record().members()).containsExactlyInAnyOrder(new NodeName("a"), new NodeName("b"));
    }

    @Test
    void theRecordedInputGivesTheSameAnswerAgain() {
        NodeState a = node("a", false, vm("a1", 80, new Arrival(new NodeName("c"), NOW)), vm("a2", 40, null));
        Solution solution = solve(ProblemClass.RELIEVE, a, node("b", false));

        SolveInput recorded = SolveInput.fromGzippedJson(solution.record().input());
        Solution again = solver.solve(
                new SolveLocally(
                        solution.record().isp(), 2, new Priority(recorded.problem(), NOW, a.node()), recorded.states()),
                recorded);

        assertThat(recorded.states()).contains(a);
        assertThat(again.proposal()).isEqualTo(solution.proposal());
        assertThat(again.record().account()).isEqualTo(solution.record().account());
    }

    @Test
    void aVmInItsCoolDownStaysUntilItIsOver() {
        Arrival justNow = new Arrival(new NodeName("b"), NOW.minusSeconds(59));
        Arrival longAgo = new Arrival(new NodeName("b"), NOW.minusSeconds(60));

        Proposal held = solve(ProblemClass.RELIEVE, node("a", false, vm("a1", 120, justNow)), node("b", false))
                .proposal();
        Proposal over = solve(
                        ProblemClass.RELIEVE,
                        node("a", false, vm("a1", 80, longAgo), vm("a2", 30, justNow)),
                        node("b", false))
                .proposal();

        assertThat(held).isEqualTo(new Proposal.NoPlan("too few of the VMs on a may move", null));
        assertThat(moves((Proposal.Actions) over)).containsExactly("a1 to b");
    }

    @Test
    void aDrainedNodesVmsGoEvenInTheirCoolDownButNotBack() {
        Arrival fromB = new Arrival(new NodeName("b"), NOW.minusSeconds(5));

        Proposal proposal = solve(
                        ProblemClass.EVACUATE, node("a", true, vm("a1", 20, fromB)), node("b", false), node("c", false))
                .proposal();

        assertThat(moves((Proposal.Actions) proposal)).containsExactly("a1 to c");
    }

    @Test
    void whatCannotBeSolvedWholeHasAPartialPlan() {
        Proposal proposal = solve(
                        ProblemClass.RELIEVE,
                        node("a", false, vm("a1", 90, null), vm("a2", 40, null)),
                        node("b", false, vm("b1", 60, null)),
                        node("c", false, vm("c1", 130, null)))
                .proposal();

        assertThat(proposal).asInstanceOf(type(Proposal.NoPlan.class)).satisfies(none -> {
            assertThat(none.best()).isNotNull();
            assertThat(none.best().partial()).isTrue();
            assertThat(moves(none.best())).containsExactly("a2 to b");
        });
    }

    @Test
    void whatThePlannerRefusesHasNoPlanAndSaysWhy() {
        Solution twice = solve(
                ProblemClass.RELIEVE, node("a", false, vm("same", 90, null)), node("b", false, vm("same", 60, null)));
        Solution consolidate = solve(ProblemClass.CONSOLIDATE, node("a", false));

        assertThat(twice.proposal()).isEqualTo(new Proposal.NoPlan("VM same is given twice", null));
        assertThat(twice.record().account().cause()).isEqualTo("VM same is given twice");
        assertThat(consolidate.proposal()).isEqualTo(new Proposal.NoPlan("no policy for consolidating", null));
    }

    @Test
    void nothingIsDoneWhereNothingIsWrong() {
        Solution solution = solve(ProblemClass.RELIEVE, node("a", false, vm("a1", 100, null)));

        assertThat(solution.proposal()).isEqualTo(new Proposal.NothingToDo());
        assertThat(solution.record().verdict()).isEqualTo(Verdict.NOTHING_TO_DO);
    }
}
