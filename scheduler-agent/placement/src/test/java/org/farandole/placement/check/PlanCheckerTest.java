package org.farandole.placement.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.farandole.placement.check.Actions.gaining;
import static org.farandole.placement.check.Actions.migrate;
import static org.farandole.placement.check.Actions.plan;
import static org.farandole.placement.check.Actions.resume;
import static org.farandole.placement.check.Actions.suspend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.farandole.placement.Dimension;
import org.farandole.placement.Goal;
import org.farandole.placement.Node;
import org.farandole.placement.Problem;
import org.farandole.placement.Terms;
import org.farandole.placement.Terms.LeastGain;
import org.farandole.placement.Vm;
import org.farandole.placement.cost.Corrections;
import org.farandole.placement.cost.Corrections.Pair;
import org.farandole.placement.plan.Action;
import org.farandole.placement.plan.Plan;
import org.farandole.placement.rule.Rule;
import org.farandole.placement.rule.Strength;
import org.junit.jupiter.api.Test;

/** For each thing that may be wrong with a plan, or with its end, one that differs from a good one by that alone. */
final class PlanCheckerTest {

    private static final Node A = new Node("a", 100, 8_192);
    private static final Node B = new Node("b", 100, 8_192);
    private static final Node C = new Node("c", 100, 8_192);
    /** They overload a. */
    private static final Vm A1 = new Vm("a1", "a", 60, 1_024);

    private static final Vm A2 = new Vm("a2", "a", 60, 1_024);
    private static final Vm B1 = new Vm("b1", "b", 30, 1_024);
    private static final Vm C1 = new Vm("c1", "c", 50, 1_024);

    private static final Problem OVERLOAD = new Problem(Goal.RELIEVE, List.of(A, B, C), List.of(A1, A2, B1, C1));
    private static final Plan RELIEF = gaining(20, migrate("a1", "a", "b"));

    private static Problem overload(UnaryOperator<Vm> a1, UnaryOperator<Node> a, UnaryOperator<Node> b, Rule... rules) {
        return new Problem(
                Goal.RELIEVE,
                List.of(a.apply(A), b.apply(B), C),
                List.of(a1.apply(A1), A2, B1, C1),
                List.of(rules),
                Terms.USUAL);
    }

    private static Problem overloadUnder(Rule... rules) {
        return OVERLOAD.withRules(List.of(rules));
    }

    private static void assertGood(Problem problem, Plan plan) {
        assertThat(PlanChecker.faults(problem, plan)).isEmpty();
    }

    private static void assertOneFault(Problem problem, Plan plan, String fault) {
        assertThat(PlanChecker.faults(problem, plan)).containsExactly(fault);
    }

    @Test
    void aGoodPlanHasNoFault() {
        assertGood(OVERLOAD, RELIEF);
    }

    @Test
    void aVmOfNoProblem() {
        assertOneFault(
                OVERLOAD,
                gaining(20, migrate("a1", "a", "b"), migrate("x1", "a", "b")),
                "action 1 is on VM x1, which is not in the problem");
    }

    @Test
    void aNodeOfNoProblem() {
        assertOneFault(
                OVERLOAD,
                gaining(20, migrate("a1", "a", "b"), migrate("c1", "c", "x")),
                "action 1 is on node x, which is not in the problem");
    }

    @Test
    void aMigrationFromWhereTheVmIsNot() {
        assertOneFault(OVERLOAD, gaining(20, migrate("a1", "c", "b")), "action 0 takes a1 from c, where it is not");
    }

    @Test
    void anActionThatWaitsForALaterOne() {
        assertOneFault(
                OVERLOAD,
                gaining(20, migrate("a1", "a", "b", 0)),
                "action 0 waits for action 0, which does not come before it");
    }

    @Test
    void twoActionsOnAVmInNoOrder() {
        assertGood(OVERLOAD, gaining(20, migrate("b1", "b", "c"), migrate("a1", "a", "c"), migrate("a1", "c", "b", 1)));
        assertOneFault(
                OVERLOAD,
                gaining(20, migrate("b1", "b", "c"), migrate("a1", "a", "c"), migrate("a1", "c", "b", 0)),
                "action 2 does not wait for action 1, both on a1");
    }

    @Test
    void aVmThatComesBack() {
        assertOneFault(
                OVERLOAD,
                gaining(20, migrate("a1", "a", "b"), migrate("a2", "a", "c", 0), migrate("a2", "c", "a", 1)),
                "a2 comes back to a");
    }

    @Test
    void aVmThatStaysSuspended() {
        Problem problem = overload(Vm::suspendable, node -> node, node -> node);
        assertGood(problem, gaining(20, suspend("a1", "a"), resume("a1", "b", 0)));
        assertOneFault(problem, gaining(20, migrate("a2", "a", "b"), suspend("a1", "a")), "a1 stays suspended");
    }

    @Test
    void aResumptionOfAVmThatRuns() {
        assertOneFault(
                OVERLOAD,
                gaining(20, migrate("a1", "a", "b"), resume("c1", "c")),
                "action 1 resumes c1, which is not suspended");
    }

    @Test
    void aSuspensionThatTheVmDoesNotAllow() {
        assertOneFault(OVERLOAD, gaining(20, suspend("a1", "a"), resume("a1", "b", 0)), "a1 must not be suspended");
    }

    @Test
    void anEstimateThatIsNotTheTerms() {
        Corrections corrections = new Corrections(Map.of("a1", 1_500), Map.of(new Pair("a", "b"), 700));
        Problem problem = OVERLOAD.with(Terms.USUAL.with(Terms.USUAL.migrationTime(), corrections));
        Action corrected = new Action.Migrate("a1", "a", "b", Duration.ofMillis(10_823), List.of(), "test");
        assertGood(problem, gaining(20, corrected));
        assertOneFault(problem, RELIEF, "action 0 would take 10308 ms, by the terms 10823");
    }

    @Test
    void aVmThatCoolsDown() {
        assertOneFault(
                overload(vm -> vm.coolingDownFor(Duration.ofSeconds(9)), node -> node, node -> node),
                RELIEF,
                "a1 moves, and cools down for 9 s yet");
    }

    @Test
    void aNodeThatAVmMustNotMoveTo() {
        assertOneFault(
                overload(vm -> vm.notTo(Set.of("b")), node -> node, node -> node), RELIEF, "a1 must not move to b");
    }

    @Test
    void aHeldSourceOrDestination() {
        assertOneFault(
                overload(vm -> vm, node -> node, node -> node.heldBy("isp 3")),
                RELIEF,
                "a1 moves to b, which is held by isp 3");
        Problem heldToo = new Problem(
                Goal.RELIEVE, List.of(A, B, C.heldBy("isp 3")), List.of(A1, A2, B1, new Vm("e1", "c", 5, 1_024)));
        assertGood(heldToo, RELIEF);
        assertOneFault(
                heldToo,
                gaining(20, migrate("a1", "a", "b"), migrate("e1", "c", "a", 0)),
                "e1 leaves c, which is held by isp 3");
    }

    @Test
    void aDrainingDestination() {
        assertOneFault(overload(vm -> vm, node -> node, Node::drained), RELIEF, "a1 moves to b, which is draining");
    }

    @Test
    void rulesThatBindAVmToItsNode() {
        for (Rule rule : List.of(
                new Rule.Root("r", Strength.HARD, Set.of("a1")),
                new Rule.Quarantine("r", Strength.HARD, Set.of("a")))) {
            assertThat(PlanChecker.faults(overloadUnder(rule), RELIEF))
                    .as(rule.toString())
                    .containsExactly(
                            "a1 moves against rule r", "rule r, broken by 0 before, is broken by 1 at the end");
        }
        assertOneFault(
                overloadUnder(new Rule.Gather("g", Strength.CONTINUOUS, Set.of("a1"))),
                RELIEF,
                "a1 moves against rule g");
    }

    @Test
    void rulesThatForbidADestination() {
        for (Rule rule : List.of(
                new Rule.Ban("r", Strength.HARD, Set.of("a1"), Set.of("b")),
                new Rule.Fence("r", Strength.HARD, Set.of("a1"), Set.of("a", "c")),
                new Rule.Quarantine("r", Strength.HARD, Set.of("b")),
                new Rule.Offline("r", Strength.HARD, Set.of("b")))) {
            assertThat(PlanChecker.faults(overloadUnder(rule), RELIEF))
                    .as(rule.toString())
                    .contains("a1 moves to b against rule r");
        }
        assertGood(overloadUnder(new Rule.Ban("r", Strength.HARD, Set.of("a1"), Set.of("c"))), RELIEF);
    }

    @Test
    void aPassageOverAForbiddenNodeIsOneToo() {
        Problem problem = overloadUnder(new Rule.Ban("r", Strength.HARD, Set.of("a1"), Set.of("c")));
        assertOneFault(
                problem,
                gaining(20, migrate("a1", "a", "c"), migrate("a1", "c", "b", 0)),
                "a1 moves to c against rule r");
    }

    @Test
    void aNodeThatStaysOverloaded() {
        assertOneFault(
                new Problem(Goal.RELIEVE, List.of(A, B, C), List.of(A1, A2, B1, C1, new Vm("a3", "a", 60, 1_024))),
                gaining(60, migrate("a1", "a", "b")),
                "a stays overloaded in CPU");
    }

    @Test
    void aNodeThatIsBroughtAboveItsLimit() {
        assertOneFault(OVERLOAD, gaining(10, migrate("a1", "a", "c")), "c goes from 50 to 110 of 100 % of CPU");
    }

    @Test
    void anOverloadThatIsTooSmallToMatterMayStay() {
        LeastGain fifth = new LeastGain(201, Duration.ofHours(1), 1);
        Problem problem = new Problem(
                        Goal.RELIEVE, List.of(A, B, C), List.of(A1, A2, B1, C1, new Vm("c2", "c", 90, 1_024)))
                .with(Terms.USUAL.with(fifth));
        assertGood(problem, gaining(40, migrate("c1", "c", "b")));
        assertThat(PlanChecker.faults(
                        problem.with(Terms.USUAL.with(new LeastGain(200, Duration.ofHours(1), 1))),
                        gaining(40, migrate("c1", "c", "b"))))
                .containsExactly("a stays overloaded in CPU");
    }

    @Test
    void limitsAreLoweredAndDemandsRaisedByRules() {
        assertOneFault(
                overloadUnder(new Rule.Overbook("o", Set.of("b"), Dimension.CPU, 800)),
                gaining(10, migrate("a1", "a", "b")),
                "b goes from 30 to 90 of 80 % of CPU");
        assertOneFault(
                overloadUnder(new Rule.Preserve("p", Set.of("b1"), Dimension.CPU, 45)),
                gaining(15, migrate("a1", "a", "b")),
                "b goes from 45 to 105 of 100 % of CPU");
    }

    @Test
    void aDrainingNodeThatIsNotEmpty() {
        Problem problem = new Problem(
                Goal.EVACUATE, List.of(A.drained(), B, C), List.of(A1, new Vm("a2", "a", 20, 1_024), B1, C1));
        assertGood(problem, plan(migrate("a1", "a", "b"), migrate("a2", "a", "c")));
        assertOneFault(problem, plan(migrate("a1", "a", "b")), "a is draining and not empty");
    }

    @Test
    void anEvacuationMakesNoOverloadWorse() {
        Vm over = new Vm("b2", "b", 90, 1_024);
        Problem problem = new Problem(Goal.EVACUATE, List.of(A.drained(), B, C), List.of(A2, B1, over));
        assertGood(problem, plan(migrate("a2", "a", "c")));
        assertThat(PlanChecker.faults(problem, plan(migrate("a2", "a", "b"))))
                .contains("b goes from 120 to 180 of 100 % of CPU");
    }

    @Test
    void aRuleThatHeldAndIsBrokenAtTheEnd() {
        Map<Rule, String> broken = Map.of(
                new Rule.Spread("r", Strength.HARD, Set.of("a1", "b1")), "0 before, is broken by 1",
                new Rule.Gather("r", Strength.HARD, Set.of("a1", "a2")), "0 before, is broken by 1",
                new Rule.Split("r", Strength.HARD, List.of(Set.of("a1", "a2"), Set.of("b1"))),
                        "0 before, is broken by 1",
                new Rule.Among("r", Strength.HARD, Set.of("a1", "a2"), List.of(Set.of("a", "c"), Set.of("b"))),
                        "0 before, is broken by 1",
                new Rule.Lonely("r", Strength.HARD, Set.of("b1")), "0 before, is broken by 1",
                new Rule.RunningCapacity("r", Strength.HARD, Set.of("b", "c"), 2), "0 before, is broken by 1",
                new Rule.ResourceCapacity("r", Strength.HARD, Set.of("b", "c"), Dimension.CPU, 100),
                        "0 before, is broken by 40");
        broken.forEach((rule, units) ->
                assertOneFault(overloadUnder(rule), RELIEF, "rule r, broken by " + units + " at the end"));
    }

    @Test
    void moreNodesOnThanARuleAllows() {
        Problem problem = new Problem(
                Goal.RELIEVE,
                List.of(A, B, C),
                List.of(A1, A2, C1),
                List.of(new Rule.MaxOnline("m", Strength.HARD, Set.of("a", "b", "c"), 2)),
                Terms.USUAL);
        assertOneFault(problem, RELIEF, "rule m, broken by 0 before, is broken by 1 at the end");
    }

    @Test
    void aBrokenRuleMayStaySoUnlessARepairIsAskedFor() {
        Problem problem = new Problem(
                Goal.RELIEVE,
                List.of(A, B, C),
                List.of(A1, A2, B1, C1, new Vm("c2", "c", 10, 1_024)),
                List.of(new Rule.Spread("s", Strength.HARD, Set.of("c1", "c2"))),
                Terms.USUAL);
        assertGood(problem, RELIEF);
        assertOneFault(problem.with(Terms.USUAL.repairing()), RELIEF, "rule s stays broken by 1");
    }

    @Test
    void aSoftRuleMayBeBroken() {
        assertGood(overloadUnder(new Rule.Lonely("l", new Strength.Soft(7), Set.of("b1"))), RELIEF);
    }

    @Test
    void aGainThatIsNotTrue() {
        assertOneFault(
                OVERLOAD,
                gaining(21, migrate("a1", "a", "b")),
                "it says that it removes 21 % of CPU demanded above limits, and removes 20");
    }

    @Test
    void aMoveWhereNothingIsWrong() {
        Problem calm = new Problem(Goal.RELIEVE, List.of(A, B, C), List.of(A1, B1, C1));
        assertOneFault(
                calm, plan(migrate("a1", "a", "b")), "nothing was wrong, and what is gained is not worth its cost");
        Problem repaired = new Problem(
                Goal.RELIEVE,
                List.of(A, B, C),
                List.of(A1, B1, C1),
                List.of(new Rule.Ban("s", new Strength.Soft(1), Set.of("a1"), Set.of("a"))),
                Terms.USUAL.repairing());
        assertGood(repaired, plan(migrate("a1", "a", "b")));
    }

    @Test
    void aBalanceThatIsHardlyBetter() {
        Problem problem = new Problem(Goal.BALANCE, List.of(A, B, C), List.of(A1, B1, new Vm("a3", "a", 20, 1_024)));
        Plan levelling = plan(migrate("a3", "a", "c"));
        assertGood(problem, levelling);
        assertOneFault(
                problem.with(Terms.USUAL.with(new LeastGain(0, Duration.ofHours(1), 900))),
                levelling,
                "nothing was wrong, and what is gained is not worth its cost");
    }

    @Test
    void aPartialPlanGetsNearerAndLeavesNoNodeWorse() {
        List<Vm> vms = new ArrayList<>(OVERLOAD.vms());
        vms.add(new Vm("a3", "a", 60, 1_024));
        Problem problem = new Problem(Goal.RELIEVE, List.of(A, B, C), vms);
        assertThat(PlanChecker.faultsOfPartial(problem, gaining(60, migrate("a1", "a", "b"))))
                .isEmpty();
        assertThat(PlanChecker.faultsOfPartial(problem, gaining(50, migrate("a1", "a", "c"))))
                .containsExactly("c goes from 50 to 110 of 100 % of CPU");
        assertThat(PlanChecker.faultsOfPartial(problem, plan(migrate("b1", "b", "c"))))
                .containsExactly("nothing that is wrong gets better");
        Problem evacuation = problem.with(Goal.EVACUATE);
        assertThat(PlanChecker.faultsOfPartial(evacuation, gaining(60, migrate("a1", "a", "b"))))
                .as("a overloaded node is not a draining one")
                .containsExactly("nothing that is wrong gets better");
    }
}
