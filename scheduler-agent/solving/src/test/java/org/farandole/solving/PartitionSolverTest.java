package org.farandole.solving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.farandole.solving.Partitions.ISP;
import static org.farandole.solving.Partitions.draining;
import static org.farandole.solving.Partitions.from;
import static org.farandole.solving.Partitions.input;
import static org.farandole.solving.Partitions.moves;
import static org.farandole.solving.Partitions.node;
import static org.farandole.solving.Partitions.vm;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.farandole.contracts.dvms.IspEvent.Computed.Verdict;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.junit.jupiter.api.Test;

class PartitionSolverTest {

    private final PartitionSolver solver = new PartitionSolver(() -> 0);

    private Solution solve(ProblemClass problem, NodeState... states) {
        return solver.solve(ISP, 2, input(problem, states), () -> false);
    }

    @Test
    void aPlanTellsEachMoveAndHowItWasFound() {
        Solution solution = solve(ProblemClass.RELIEVE, node("a", vm("a1", 80), vm("a2", 40)), node("b", vm("b1", 50)));

        assertThat(solution.proposal())
                .asInstanceOf(type(Proposal.Actions.class))
                .satisfies(actions -> {
                    assertThat(moves(actions)).containsExactly("a2 to b");
                    assertThat(actions.gainCpuPercent()).isEqualTo(20);
                    assertThat(actions.partial()).isFalse();
                    assertThat(actions.actions().getFirst().estimate()).isEqualTo(Duration.ofMillis(10_308));
                });
        assertThat(solution.record().verdict()).isEqualTo(Verdict.PLAN);
        assertThat(solution.record().proposal()).isEqualTo(solution.proposal());
        assertThat(solution.record().members()).containsExactlyInAnyOrder(new NodeName("a"), new NodeName("b"));
        assertThat(solution.record().account()).satisfies(account -> {
            assertThat(account.moves()).isEqualTo(1);
            assertThat(account.leastMoves()).isEqualTo(1);
            assertThat(account.proved()).isTrue();
            assertThat(account.leftOut()).isNull();
            assertThat(account.search()).isNotNull();
            assertThat(account.search().inputHash()).isNotBlank();
            assertThat(account.search().searchNodesLimit()).isEqualTo(10_000);
            assertThat(account.search().wallLimit()).isEqualTo(Duration.ofSeconds(1));
            assertThat(account.search().bestPlanAfter()).isNotNull();
            assertThat(account.search().leastTime()).isEqualTo(Duration.ofMillis(10_308));
        });
    }

    @Test
    void whatWasLearnedDecidesBetweenTwoVms() {
        Learned learned = new Learned(Map.of(new VmName("a1"), 800, new VmName("a2"), 1_200), List.of());
        NodeState[] states = {node("a", vm("a1", 40), vm("a2", 40), vm("a3", 40)), node("b")};

        Solution solution = solver.solve(ISP, 2, input(ProblemClass.RELIEVE, learned, states), () -> false);

        assertThat(moves((Proposal.Actions) solution.proposal())).containsExactly("a1 to b");
    }

    @Test
    void aVmInItsCoolDownStaysUntilItIsOver() {
        Proposal held = solve(ProblemClass.RELIEVE, node("a", vm("a1", 120, from("b", 59))), node("b"))
                .proposal();
        Proposal over = solve(
                        ProblemClass.RELIEVE,
                        node("a", vm("a1", 80, from("b", 60)), vm("a2", 30, from("b", 59))),
                        node("b"))
                .proposal();

        assertThat(held).asInstanceOf(type(Proposal.NoPlan.class)).satisfies(none -> {
            assertThat(none.best()).isNull();
            assertThat(none.cause()).isNotBlank();
        });
        assertThat(moves((Proposal.Actions) over)).containsExactly("a1 to b");
    }

    @Test
    void aDrainedNodesVmsGoEvenInTheirCoolDownButNotBack() {
        Proposal proposal = solve(
                        ProblemClass.EVACUATE, draining(node("a", vm("a1", 20, from("b", 5)))), node("b"), node("c"))
                .proposal();

        assertThat(moves((Proposal.Actions) proposal)).containsExactly("a1 to c");
    }

    @Test
    void consolidationMovesVmsAndLeavesThePowerToOthers() {
        Solution solution = solve(
                ProblemClass.CONSOLIDATE, node("a", vm("a1", 40)), node("b", vm("b1", 30), vm("b2", 10)), node("c"));

        assertThat(moves((Proposal.Actions) solution.proposal())).containsExactly("a1 to b");
        assertThat(solution.record().account().leftOut())
                .isEqualTo("the power-off of c, which each does itself once it is empty");
    }

    @Test
    void anEmptyNodeThatSolvesForItselfIsPoweredOff() {
        Proposal proposal = solve(ProblemClass.CONSOLIDATE, node("c")).proposal();

        assertThat(moves((Proposal.Actions) proposal)).containsExactly("c off");
    }

    @Test
    void whereNobodyCanBeEmptiedNobodyMoves() {
        Proposal proposal = solve(ProblemClass.CONSOLIDATE, node("a", vm("a1", 60)), node("b", vm("b1", 60)), node("c"))
                .proposal();

        assertThat(proposal).isEqualTo(new Proposal.NothingToDo());
    }

    @Test
    void whatCannotBeSolvedWholeHasAPartialPlan() {
        Proposal proposal = solve(
                        ProblemClass.RELIEVE,
                        node("a", vm("a1", 90), vm("a2", 40)),
                        node("b", vm("b1", 60)),
                        node("c", vm("c1", 130)))
                .proposal();

        assertThat(proposal).asInstanceOf(type(Proposal.NoPlan.class)).satisfies(none -> {
            assertThat(none.best()).isNotNull();
            assertThat(none.best().partial()).isTrue();
            assertThat(moves(none.best())).containsExactly("a2 to b");
        });
    }

    @Test
    void whatThePlannerRefusesHasNoPlanAndSaysWhy() {
        Solution twice = solve(ProblemClass.RELIEVE, node("a", vm("same", 90)), node("b", vm("same", 60)));

        assertThat(twice.proposal()).isEqualTo(new Proposal.NoPlan("VM same is given twice", null));
        assertThat(twice.record().account().cause()).isEqualTo("VM same is given twice");
        assertThat(twice.record().account().search()).isNull();
    }

    @Test
    void nothingIsDoneWhereNothingIsWrong() {
        Solution solution = solve(ProblemClass.RELIEVE, node("a", vm("a1", 100)));

        assertThat(solution.proposal()).isEqualTo(new Proposal.NothingToDo());
        assertThat(solution.record().verdict()).isEqualTo(Verdict.NOTHING_TO_DO);
    }

    @Test
    void warmingUpSolvesWithoutAClock() {
        WarmUp.of(solver, 3);

        assertThat(solve(ProblemClass.RELIEVE, node("a", vm("a1", 80), vm("a2", 40)), node("b"))
                        .proposal())
                .isInstanceOf(Proposal.Actions.class);
    }
}
