package org.farandole.solving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.farandole.solving.Partitions.NOW;
import static org.farandole.solving.Partitions.draining;
import static org.farandole.solving.Partitions.from;
import static org.farandole.solving.Partitions.input;
import static org.farandole.solving.Partitions.node;
import static org.farandole.solving.Partitions.vm;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.placement.Amounts;
import org.farandole.placement.Goal;
import org.farandole.placement.Node;
import org.farandole.placement.Objective;
import org.farandole.placement.Problem;
import org.farandole.placement.Vm;
import org.junit.jupiter.api.Test;

class TranslationTest {

    @Test
    void nodesAndVmsKeepTheirFigures() {
        Problem problem = Translation.problem(
                input(ProblemClass.RELIEVE, node("a", vm("a1", 80)), draining(node("b"))), Goal.RELIEVE);

        assertThat(problem.goal()).isEqualTo(Goal.RELIEVE);
        assertThat(problem.nodes()).containsExactly(new Node("a", 100, 8_192), new Node("b", 100, 8_192).drained());
        assertThat(problem.vms()).containsExactly(new Vm("a1", "a", Amounts.of(80, 1_024)));
        assertThat(problem.rules()).isEmpty();
    }

    @Test
    void whatAVmHasLeftOfItsCoolDownIsCountedFromTheSolve() {
        Problem problem = Translation.problem(
                input(
                        ProblemClass.RELIEVE,
                        node("a", vm("a1", 80, from("b", 48)), vm("a2", 10, from("b", 60)), vm("a3", 10))),
                Goal.RELIEVE);

        assertThat(problem.vms())
                .extracting(Vm::coolDown)
                .containsExactly(Duration.ofSeconds(12), Duration.ZERO, Duration.ZERO);
        assertThat(problem.vms()).allMatch(vm -> vm.notTo().isEmpty());
    }

    @Test
    void aDrainingNodesVmMayMoveInItsCoolDownButNotBack() {
        Problem problem = Translation.problem(
                input(ProblemClass.EVACUATE, draining(node("a", vm("a1", 80, from("b", 5)))), node("b")),
                Goal.EVACUATE);

        assertThat(problem.vms()).containsExactly(new Vm("a1", "a", Amounts.of(80, 1_024)).notTo(Set.of("b")));
    }

    @Test
    void theTermsAllowNothingThatADecisionCannotCarry() {
        Learned learned = new Learned(
                Map.of(new VmName("a1"), 1_500), List.of(new Learned.Pair(new NodeName("a"), new NodeName("b"), 800)));

        Problem problem = Translation.problem(
                input(ProblemClass.CONSOLIDATE, learned, node("a", vm("a1", 80)), node("b")), Goal.CONSOLIDATE);

        assertThat(problem.terms().objective()).isEqualTo(Objective.LEAST_TIME);
        assertThat(problem.terms().wake()).isFalse();
        assertThat(problem.vms()).noneMatch(Vm::maySuspend);
        assertThat(problem.terms().corrections().ofVm("a1")).isEqualTo(1_500);
        assertThat(problem.terms().corrections().ofPair("a", "b")).isEqualTo(800);
        assertThat(problem.terms().corrections().ofPair("b", "a")).isEqualTo(1_000);
    }

    @Test
    void anInputFromBeforeTermsWereRecordedHasTheUsualOnes() {
        SolveInput old =
                new SolveInput(ProblemClass.RELIEVE, List.of(node("a")), NOW, Duration.ZERO, 1, 1, null, null, null);

        assertThat(Translation.problem(old, Goal.RELIEVE).terms())
                .isEqualTo(Translation.problem(input(ProblemClass.RELIEVE, node("a")), Goal.RELIEVE)
                        .terms());
    }

    @Test
    void everyClassOfProblemHasItsGoal() {
        assertThat(List.of(ProblemClass.values()))
                .extracting(Translation::goal)
                .containsExactly(Goal.RELIEVE, Goal.EVACUATE, Goal.CONSOLIDATE);
    }

    @Test
    void aCorrectionOutOfBoundsIsRefusedByName() {
        Learned wrong = new Learned(Map.of(new VmName("a1"), 99), List.of());

        assertThatThrownBy(() ->
                        Translation.problem(input(ProblemClass.RELIEVE, wrong, node("a", vm("a1", 80))), Goal.RELIEVE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a1");
    }
}
