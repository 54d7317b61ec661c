package org.farandole.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.farandole.placement.Cause.Kind;
import org.farandole.placement.Terms.LeastGain;
import org.farandole.placement.check.PlanChecker;
import org.farandole.placement.plan.Action;
import org.farandole.placement.plan.Plan;
import org.farandole.placement.rule.Rule;
import org.farandole.placement.rule.Strength;
import org.junit.jupiter.api.Test;

/** What a planner is for, one small case each. */
final class PlannerTest {

    private static final Limits LIMITS = new Limits(1, 100_000, Duration.ofMinutes(1));
    private final Planner planner = new Planner(() -> 0);

    private static Node node(String name, int cpu, int memory) {
        return new Node(name, cpu, memory);
    }

    private Plan plan(Problem problem) {
        Result result = planner.plan(problem, LIMITS);
        assertThat(result).isInstanceOf(Result.Planned.class);
        Plan plan = ((Result.Planned) result).plan();
        assertThat(PlanChecker.faults(problem, plan)).isEmpty();
        return plan;
    }

    @Test
    void oneMoveToTheNodeWithTheMostRoomRelievesANode() {
        Problem problem = new Problem(
                Goal.RELIEVE,
                List.of(node("a", 100, 8_192), node("b", 100, 8_192), node("c", 100, 8_192)),
                List.of(
                        new Vm("a1", "a", 60, 1_024),
                        new Vm("a2", "a", 60, 1_024),
                        new Vm("b1", "b", 30, 1_024),
                        new Vm("c1", "c", 10, 1_024)));

        Plan plan = plan(problem);

        assertThat(plan.migrations()).singleElement().satisfies(migration -> {
            assertThat(migration.destination()).isEqualTo("c");
            assertThat(migration.estimate()).isEqualTo(Duration.ofMillis(10_308));
            assertThat(migration.why()).contains("a", "120", "60");
        });
        assertThat(plan.gainCpuPercent()).isEqualTo(20);
    }

    @Test
    void ofEquallyManyMovesTheCheapestIsTaken() {
        Problem problem = new Problem(
                Goal.RELIEVE,
                List.of(node("a", 100, 8_192), node("b", 100, 8_192)),
                List.of(new Vm("large", "a", 60, 4_096), new Vm("small", "a", 50, 512), new Vm("b1", "b", 10, 512)));

        assertThat(plan(problem.with(Terms.USUAL.with(Objective.FEWEST_MOVES))).migrations())
                .singleElement()
                .extracting(Action.Migrate::vm)
                .isEqualTo("small");
    }

    @Test
    void oneObjectiveCountsMovesTheOtherTime() {
        Problem problem = new Problem(
                Goal.RELIEVE,
                List.of(node("a", 100, 8_192), node("b", 100, 8_192)),
                List.of(
                        new Vm("large", "a", 80, 4_096),
                        new Vm("s1", "a", 40, 512),
                        new Vm("s2", "a", 40, 512),
                        new Vm("b1", "b", 10, 512)));

        assertThat(plan(problem.with(Terms.USUAL.with(Objective.FEWEST_MOVES))).migrations())
                .extracting(Action.Migrate::vm)
                .containsExactly("large");
        assertThat(plan(problem.with(Terms.USUAL.with(Objective.LEAST_TIME))).migrations())
                .extracting(Action.Migrate::vm)
                .containsExactlyInAnyOrder("s1", "s2");
    }

    @Test
    void aHealthyNodeMakesRoomWhereNothingElseHelps() {
        Problem problem = new Problem(
                Goal.RELIEVE,
                List.of(node("a", 100, 8_192), node("b", 100, 8_192), node("c", 100, 8_192)),
                List.of(
                        new Vm("a1", "a", 70, 1_024),
                        new Vm("a2", "a", 70, 1_024),
                        new Vm("b1", "b", 40, 1_024),
                        new Vm("b2", "b", 30, 1_024),
                        new Vm("c1", "c", 50, 1_024)));

        Plan plan = plan(problem);

        assertThat(plan.migrations()).hasSize(2);
        assertThat(plan.actions().getLast().after())
                .as("the node makes room first")
                .containsExactly(0);
    }

    @Test
    void aVmInItsCoolDownStaysAndIsNotSentBack() {
        Vm settled = new Vm("a1", "a", 90, 1_024).coolingDownFor(Duration.ofSeconds(200));
        Vm notToB = new Vm("a2", "a", 20, 1_024).notTo(Set.of("b"));
        Problem problem = new Problem(
                Goal.RELIEVE,
                List.of(node("a", 100, 8_192), node("b", 100, 8_192), node("c", 100, 8_192)),
                List.of(settled, notToB));

        assertThat(plan(problem).migrations()).singleElement().satisfies(migration -> {
            assertThat(migration.vm()).isEqualTo("a2");
            assertThat(migration.destination()).isEqualTo("c");
        });
    }

    @Test
    void anOverloadThatNoVmMayLeaveIsHeld() {
        Problem problem = new Problem(
                Goal.RELIEVE,
                List.of(node("a", 100, 8_192), node("b", 100, 8_192)),
                List.of(new Vm("a1", "a", 110, 1_024).coolingDownFor(Duration.ofSeconds(5))));

        Result result = planner.plan(problem, LIMITS);

        assertThat(result).asInstanceOf(type(Result.NoPlan.class)).satisfies(none -> {
            assertThat(none.cause().kind()).isEqualTo(Kind.HELD);
            assertThat(none.cause().words()).contains("a");
            assertThat(none.account().proved()).isTrue();
        });
    }

    @Test
    void whatCannotBeSolvedIsRelievedAsFarAsItGoes() {
        Problem problem = new Problem(
                Goal.RELIEVE,
                List.of(node("a", 100, 8_192), node("b", 100, 8_192)),
                List.of(
                        new Vm("a1", "a", 90, 1_024),
                        new Vm("a2", "a", 30, 1_024),
                        new Vm("a3", "a", 20, 1_024),
                        new Vm("b1", "b", 70, 1_024)));

        Result result = planner.plan(problem, LIMITS);

        assertThat(result).asInstanceOf(type(Result.NoPlan.class)).satisfies(none -> {
            assertThat(none.cause().kind()).isEqualTo(Kind.SHORT);
            assertThat(none.cause().words()).contains("CPU");
            assertThat(none.best()).isNotNull();
            assertThat(none.best().gainCpuPercent()).isEqualTo(30);
            assertThat(PlanChecker.faultsOfPartial(problem, none.best())).isEmpty();
        });
    }

    private static Problem swap(Node... spare) {
        List<Node> nodes = new ArrayList<>(List.of(node("a", 100, 2_048), node("b", 100, 2_048)));
        nodes.addAll(List.of(spare));
        return new Problem(
                Goal.RELIEVE,
                nodes,
                List.of(
                        new Vm("a1", "a", 60, 1_024),
                        new Vm("a2", "a", 50, 1_024),
                        new Vm("b1", "b", 45, 1_024),
                        new Vm("b2", "b", 40, 1_024)));
    }

    @Test
    void aSwapBetweenFullNodesWithoutASpareHasNoOrder() {
        Result result = planner.plan(swap(), LIMITS);

        assertThat(result).asInstanceOf(type(Result.NoPlan.class)).satisfies(none -> {
            assertThat(none.cause().kind()).isEqualTo(Kind.NO_ORDER);
            assertThat(none.account().proved()).isTrue();
        });
    }

    @Test
    void aSwapGoesThroughASpareNode() {
        Plan plan = plan(swap(node("spare", 10, 1_024)));

        assertThat(plan.migrations()).hasSize(3);
        assertThat(plan.migrations().map(Action.Migrate::destination)).contains("spare");
    }

    @Test
    void aSwapIsMadeBySuspensionWhereThatIsAllowed() {
        Problem swap = swap();
        Problem problem = new Problem(
                Goal.RELIEVE,
                swap.nodes(),
                swap.vms().stream().map(Vm::suspendable).toList());

        assertThat(plan(problem).actions())
                .hasAtLeastOneElementOfType(Action.Suspend.class)
                .hasAtLeastOneElementOfType(Action.Resume.class);
    }

    @Test
    void roomInSumThatNoVmFitsIntoIsProvedFragmented() {
        List<Node> nodes = new ArrayList<>(List.of(node("hot", 160, 32_768)));
        List<Vm> vms = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            vms.add(new Vm("h" + i, "hot", 11, 1_024));
        }
        for (int i = 0; i < 3; i++) {
            nodes.add(node("n" + i, 100, 32_768));
            vms.add(new Vm("v" + i, "n" + i, 90, 1_024));
        }

        Result result = planner.plan(new Problem(Goal.RELIEVE, nodes, vms), LIMITS);

        assertThat(result).asInstanceOf(type(Result.NoPlan.class)).satisfies(none -> {
            assertThat(none.cause().kind()).isEqualTo(Kind.FRAGMENTED);
            assertThat(none.account().proved()).isTrue();
        });
    }

    @Test
    void aDrainingNodeIsEmptiedAndOverloadsElsewhereDoNotGrow() {
        Problem problem = new Problem(
                Goal.EVACUATE,
                List.of(node("a", 100, 8_192).drained(), node("b", 100, 8_192), node("full", 100, 8_192)),
                List.of(new Vm("a1", "a", 30, 1_024), new Vm("a2", "a", 30, 1_024), new Vm("f1", "full", 120, 1_024)));

        assertThat(plan(problem).migrations())
                .extracting(Action.Migrate::destination)
                .containsExactly("b", "b");
    }

    @Test
    void fewNodesStayOnAndAReserveIsKept() {
        Problem problem = new Problem(
                Goal.CONSOLIDATE,
                List.of(node("a", 100, 8_192), node("b", 100, 8_192), node("c", 100, 8_192)),
                List.of(new Vm("a1", "a", 30, 1_024), new Vm("b1", "b", 30, 1_024), new Vm("c1", "c", 30, 1_024)));

        assertThat(plan(problem).actions().stream().filter(Action.PowerOff.class::isInstance))
                .hasSize(2);
        assertThat(plan(problem.with(Terms.USUAL.reserving(1))).actions().stream()
                        .filter(Action.PowerOff.class::isInstance))
                .hasSize(1);
    }

    @Test
    void aBalanceIsMadeByTheFewestMovesThatMakeItBest() {
        Problem problem = new Problem(
                        Goal.BALANCE,
                        List.of(node("a", 100, 8_192), node("b", 100, 8_192)),
                        List.of(new Vm("a1", "a", 40, 1_024), new Vm("a2", "a", 40, 1_024)))
                .with(Terms.USUAL.with(new LeastGain(0, Duration.ofHours(1), 0)));

        assertThat(plan(problem).migrations()).hasSize(1);
    }

    @Test
    void aNodeIsWokenWhereNothingElseHelps() {
        Problem problem = new Problem(
                Goal.RELIEVE,
                List.of(node("a", 100, 8_192), node("b", 100, 8_192).off()),
                List.of(new Vm("a1", "a", 60, 1_024), new Vm("a2", "a", 60, 1_024)));

        assertThat(planner.plan(problem, LIMITS)).isInstanceOf(Result.NoPlan.class);
        assertThat(plan(problem.with(Terms.USUAL.waking())).actions()).hasAtLeastOneElementOfType(Action.PowerOn.class);
    }

    @Test
    void whatRulesWantOffIsEmptiedAndSwitchedOffIfBrokenRulesAreToBeMended() {
        Problem problem = new Problem(
                        Goal.RELIEVE,
                        List.of(
                                node("a", 100, 8_192),
                                node("b", 100, 8_192),
                                node("c", 100, 8_192),
                                node("d", 100, 8_192)),
                        List.of(new Vm("a1", "a", 30, 1_024), new Vm("b1", "b", 30, 1_024)))
                .withRules(List.of(
                        new Rule.Offline("retired", Strength.HARD, Set.of("a")),
                        new Rule.MaxOnline("few", Strength.HARD, Set.of("c", "d"), 1)));

        assertThat(planner.plan(problem, LIMITS)).isInstanceOf(Result.NothingToDo.class);
        Plan plan = plan(problem.with(Terms.USUAL.repairing()));
        assertThat(plan.migrations())
                .singleElement()
                .extracting(Action.Migrate::vm)
                .isEqualTo("a1");
        assertThat(plan.actions().stream()
                        .filter(Action.PowerOff.class::isInstance)
                        .map(action -> ((Action.PowerOff) action).node()))
                .contains("a")
                .hasSize(2);
    }

    @Test
    void aHardRuleIsKeptAndASoftOneIsPaidFor() {
        Rule spread = new Rule.Spread("s", Strength.HARD, Set.of("a1", "b1"));
        List<Node> nodes = List.of(node("a", 100, 8_192), node("b", 100, 8_192), node("c", 100, 8_192));
        List<Vm> vms = List.of(
                new Vm("a1", "a", 60, 1_024),
                new Vm("a2", "a", 60, 8_000),
                new Vm("b1", "b", 10, 1_024),
                new Vm("c1", "c", 30, 7_000));
        Problem problem = new Problem(Goal.RELIEVE, nodes, vms, List.of(spread), Terms.USUAL);

        assertThat(plan(problem).migrations())
                .extracting(Action.Migrate::vm, Action.Migrate::destination)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("a1", "c"));
        Rule away = new Rule.Ban("f", new Strength.Soft(500), Set.of("a1"), Set.of("b", "c"));
        assertThat(plan(problem.withRules(List.of(away))).migrations())
                .as("80 s of migration are less than 500 s of penalty")
                .noneMatch(migration -> migration.vm().equals("a1"));
    }

    @Test
    void anOverloadBelowTheLeastGainIsLeftAlone() {
        Problem problem = new Problem(
                        Goal.RELIEVE,
                        List.of(node("a", 100, 8_192), node("b", 100, 8_192)),
                        List.of(new Vm("a1", "a", 52, 1_024), new Vm("a2", "a", 52, 1_024)))
                .with(Terms.USUAL.with(new LeastGain(50, Duration.ofHours(1), 1)));

        assertThat(planner.plan(problem, LIMITS)).isInstanceOf(Result.NothingToDo.class);
    }
}
