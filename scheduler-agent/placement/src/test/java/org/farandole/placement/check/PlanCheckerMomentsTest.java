package org.farandole.placement.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.farandole.placement.check.Actions.migrate;
import static org.farandole.placement.check.Actions.plan;
import static org.farandole.placement.check.Actions.resume;
import static org.farandole.placement.check.Actions.suspend;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.farandole.placement.Dimension;
import org.farandole.placement.Goal;
import org.farandole.placement.Node;
import org.farandole.placement.Problem;
import org.farandole.placement.Terms;
import org.farandole.placement.Vm;
import org.farandole.placement.plan.Action;
import org.farandole.placement.plan.Plan;
import org.farandole.placement.rule.Rule;
import org.farandole.placement.rule.Strength;
import org.junit.jupiter.api.Test;

/** What goes wrong on the way only, at a moment that a plan's order allows. Node d drains; whoever is in its way gives way. */
final class PlanCheckerMomentsTest {

    private static Node node(String name) {
        return new Node(name, 800, 4_096);
    }

    private static Vm vm(String name, String host) {
        return new Vm(name, host, 10, 1_024);
    }

    private static Problem draining(List<Node> others, List<Vm> vms, Rule... rules) {
        List<Node> nodes = new ArrayList<>(others);
        nodes.add(node("d").drained());
        return new Problem(Goal.EVACUATE, nodes, vms, List.of(rules), Terms.USUAL);
    }

    private static void assertGood(Problem problem, Plan plan) {
        assertThat(PlanChecker.faults(problem, plan)).isEmpty();
    }

    private static void assertOneFault(Problem problem, Plan plan, String fault) {
        assertThat(PlanChecker.faults(problem, plan)).containsExactly(fault);
    }

    private static final String A_FULL = "a may reach 4096 of 3072 MiB of memory on the way";

    /** a has room for three VMs and has three. */
    private static Problem full(UnaryVm a1) {
        return draining(
                List.of(new Node("a", 800, 3_072), node("b")),
                List.of(vm("d1", "d"), a1.of(vm("a1", "a")), vm("a2", "a"), vm("a3", "a")));
    }

    @FunctionalInterface
    private interface UnaryVm {
        Vm of(Vm vm);
    }

    @Test
    void aNodeThatTakesAVmBeforeItHasTheRoom() {
        Problem problem = full(a1 -> a1);
        assertGood(problem, plan(migrate("a1", "a", "b"), migrate("d1", "d", "a", 0)));
        assertOneFault(problem, plan(migrate("a1", "a", "b"), migrate("d1", "d", "a")), A_FULL);
    }

    @Test
    void whatIsWaitedForOverOthersCounts() {
        Problem problem = draining(
                List.of(new Node("a", 800, 3_072), node("b"), node("c")),
                List.of(vm("d1", "d"), vm("a1", "a"), vm("a2", "a"), vm("a3", "a"), vm("b1", "b")));
        assertGood(problem, plan(migrate("a1", "a", "b"), migrate("b1", "b", "c", 0), migrate("d1", "d", "a", 1)));
    }

    @Test
    void ofTwoThatComeEachNeedsRoomOfItsOwn() {
        List<Vm> vms = List.of(vm("d1", "d"), vm("d2", "d"), vm("a1", "a"), vm("a2", "a"), vm("a3", "a"));
        Problem problem = draining(List.of(new Node("a", 800, 3_072), node("b")), vms);
        Action first = migrate("a1", "a", "b");
        Action second = migrate("a2", "a", "b");
        assertGood(problem, plan(first, second, migrate("d1", "d", "a", 0), migrate("d2", "d", "a", 1)));
        assertOneFault(problem, plan(first, second, migrate("d1", "d", "a", 0), migrate("d2", "d", "a", 0)), A_FULL);
    }

    @Test
    void aSuspendedVmGivesItsRoomBackWhenItIsSaved() {
        Problem problem = full(Vm::suspendable);
        assertGood(problem, plan(suspend("a1", "a"), migrate("d1", "d", "a", 0), resume("a1", "b", 0)));
        assertOneFault(problem, plan(suspend("a1", "a"), migrate("d1", "d", "a"), resume("a1", "b", 0)), A_FULL);
    }

    @Test
    void aResumedVmTakesRoomFromTheStart() {
        Problem problem = draining(
                List.of(new Node("a", 800, 3_072), node("b")),
                List.of(vm("d1", "d").suspendable(), vm("a1", "a"), vm("a2", "a"), vm("a3", "a")));
        Action away = migrate("a1", "a", "b");
        assertGood(problem, plan(away, suspend("d1", "d"), resume("d1", "a", 1, 0)));
        assertOneFault(problem, plan(away, suspend("d1", "d"), resume("d1", "a", 1)), A_FULL);
    }

    @Test
    void aVmOnItsWayThroughASpareNodeTakesRoomThere() {
        List<Vm> vms = List.of(vm("d1", "d"), vm("b1", "b"), vm("b2", "b"), vm("b3", "b"), vm("s1", "s"));
        Problem problem = draining(List.of(new Node("b", 800, 3_072), new Node("s", 800, 2_048), node("c")), vms);
        Action in = migrate("d1", "d", "s");
        assertGood(
                problem, plan(in, migrate("b1", "b", "c"), migrate("d1", "s", "b", 0, 1), migrate("b2", "b", "s", 2)));
        assertOneFault(
                problem,
                plan(in, migrate("b1", "b", "c"), migrate("d1", "s", "b", 0, 1), migrate("b2", "b", "s", 1)),
                "s may reach 3072 of 2048 MiB of memory on the way");
    }

    @Test
    void anyRigidDimensionCounts() {
        Dimension gpu = new Dimension("GPU", "boards", true);
        Problem problem = new Problem(
                Goal.EVACUATE,
                List.of(
                        new Node("d", node("d").capacity().and(gpu, 1)).drained(),
                        new Node("a", node("a").capacity().and(gpu, 1)),
                        new Node("b", node("b").capacity().and(gpu, 1))),
                List.of(
                        new Vm("d1", "d", vm("d1", "d").demand().and(gpu, 1)),
                        new Vm("a1", "a", vm("a1", "a").demand().and(gpu, 1))));
        assertGood(problem, plan(migrate("a1", "a", "b"), migrate("d1", "d", "a", 0)));
        assertOneFault(
                problem,
                plan(migrate("a1", "a", "b"), migrate("d1", "d", "a")),
                "a may reach 2 of 1 boards of GPU on the way");
    }

    @Test
    void whatIsNotRigidMayBeShortOnTheWay() {
        Problem problem = draining(
                List.of(new Node("a", 20, 8_192), node("b")), List.of(vm("d1", "d"), vm("a1", "a"), vm("a2", "a")));
        assertGood(problem, plan(migrate("a1", "a", "b"), migrate("d1", "d", "a")));
    }

    @Test
    void moreMigrationsAtOnceFromANodeThanAllowed() {
        List<Vm> vms = List.of(vm("d1", "d"), vm("d2", "d"), vm("d3", "d"));
        Problem problem = draining(List.of(node("a"), node("b"), node("c")), vms);
        Action first = migrate("d1", "d", "a");
        Action second = migrate("d2", "d", "b");
        assertGood(problem, plan(first, second, migrate("d3", "d", "c", 1)));
        assertOneFault(
                problem,
                plan(first, second, migrate("d3", "d", "c")),
                "3 migrations may run at once from d, 2 are allowed");
    }

    @Test
    void moreMigrationsAtOnceToANodeThanAllowed() {
        Problem problem = new Problem(
                Goal.EVACUATE,
                List.of(node("d").drained(), node("e").drained(), node("f").drained(), node("a")),
                List.of(vm("d1", "d"), vm("e1", "e"), vm("f1", "f")));
        Action first = migrate("d1", "d", "a");
        Action second = migrate("e1", "e", "a");
        assertGood(problem, plan(first, second, migrate("f1", "f", "a", 0)));
        assertOneFault(
                problem,
                plan(first, second, migrate("f1", "f", "a")),
                "3 migrations may run at once to a, 2 are allowed");
    }

    @Test
    void moreMigrationsAtOnceBetweenTwoNodesThanAllowed() {
        Problem problem = draining(List.of(node("a"), node("b")), List.of(vm("d1", "d"), vm("a1", "a"), vm("a2", "a")))
                .with(Terms.USUAL.parallel(2, 1));
        Action first = migrate("d1", "d", "a");
        assertGood(problem, plan(first, migrate("a1", "a", "b"), migrate("a2", "a", "b", 1)));
        assertOneFault(
                problem,
                plan(first, migrate("a1", "a", "b"), migrate("a2", "a", "b")),
                "2 migrations may run at once between a and b, 1 are allowed");
    }

    private static void assertHoldsInOrderOnly(Rule rule) {
        Problem problem =
                draining(List.of(node("a"), node("b")), List.of(vm("d1", "d"), vm("a1", "a"), vm("a2", "a")), rule);
        Action away = migrate("a1", "a", "b");
        assertGood(problem, plan(away, migrate("d1", "d", "a", 0)));
        assertThat(PlanChecker.faults(problem, plan(away, migrate("d1", "d", "a"))))
                .as(rule.toString())
                .singleElement()
                .asString()
                .startsWith("rule r may be broken by ")
                .endsWith(" it was before");
    }

    @Test
    void aContinuousRuleThatIsBrokenOnTheWay() {
        assertHoldsInOrderOnly(new Rule.Spread("r", Strength.CONTINUOUS, Set.of("d1", "a1")));
        assertHoldsInOrderOnly(new Rule.Split("r", Strength.CONTINUOUS, List.of(Set.of("d1"), Set.of("a1"))));
        assertHoldsInOrderOnly(new Rule.RunningCapacity("r", Strength.CONTINUOUS, Set.of("a"), 2));
        assertHoldsInOrderOnly(new Rule.ResourceCapacity("r", Strength.CONTINUOUS, Set.of("a"), Dimension.CPU, 20));
    }

    @Test
    void strangersThatMeetALonelyVmOnTheWay() {
        Problem problem = draining(
                List.of(node("a"), node("b")),
                List.of(vm("d1", "d"), vm("a1", "a")),
                new Rule.Lonely("r", Strength.CONTINUOUS, Set.of("d1")));
        assertGood(problem, plan(migrate("a1", "a", "b"), migrate("d1", "d", "a", 0)));
        assertOneFault(
                problem,
                plan(migrate("a1", "a", "b"), migrate("d1", "d", "a")),
                "rule r may be broken by 1 on the way, by 0 it was before");
    }

    @Test
    void nodesThatAreInUseAtOnce() {
        Problem problem = draining(
                List.of(node("a"), node("b")),
                List.of(vm("d1", "d"), vm("a1", "a")),
                new Rule.MaxOnline("r", Strength.CONTINUOUS, Set.of("a", "b"), 1));
        assertGood(problem, plan(migrate("d1", "d", "a")));
        assertOneFault(
                problem,
                plan(migrate("d1", "d", "b"), migrate("a1", "a", "b")),
                "rule r may be broken by 1 on the way, by 0 it was before");
    }

    @Test
    void aPassageThroughAnotherGroupOfNodes() {
        Rule among = new Rule.Among(
                "r", Strength.CONTINUOUS, Set.of("d1", "a1"), List.of(Set.of("a", "b", "d"), Set.of("c")));
        Problem problem =
                draining(List.of(node("a"), node("b"), node("c")), List.of(vm("d1", "d"), vm("a1", "a")), among);
        assertGood(problem, plan(migrate("d1", "d", "a"), migrate("d1", "a", "b", 0)));
        assertOneFault(
                problem,
                plan(migrate("d1", "d", "c"), migrate("d1", "c", "b", 0)),
                "rule r may be broken by 1 on the way, by 0 it was before");
    }

    @Test
    void aGatheringThatIsTornApartForAWhile() {
        Rule gather = new Rule.Gather("r", Strength.CONTINUOUS, Set.of("a1", "b1"));
        Rule.Gather wide = new Rule.Gather("w", Strength.CONTINUOUS, Set.of("a1", "a2", "b1"));
        List<Vm> vms = List.of(vm("d1", "d"), vm("a1", "a"), vm("a2", "a"), vm("b1", "b"));
        List<Node> nodes = List.of(node("a"), node("b"), node("c"));
        assertGood(draining(nodes, vms, gather), plan(migrate("d1", "d", "a"), migrate("a1", "a", "b")));
        assertOneFault(
                draining(nodes, vms, wide),
                plan(
                        migrate("d1", "d", "a"),
                        migrate("a1", "a", "c"),
                        migrate("a1", "c", "b", 1),
                        migrate("a2", "a", "b", 2)),
                "rule w may be broken by 2 on the way, by 1 it was before");
    }

    /** Too many actions to try every moment of. */
    @Test
    void ofManyActionsTheWorstMomentIsFoundTooAndNoOther() {
        List<Node> nodes = new ArrayList<>();
        List<Vm> vms = new ArrayList<>();
        List<Action> inOrder = new ArrayList<>();
        List<Action> atOnce = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            nodes.add(node("a" + i));
            nodes.add(node("b" + i));
            nodes.add(node("d" + i).drained());
            vms.add(vm("v" + i, "a" + i));
            vms.add(vm("w" + i, "d" + i));
            inOrder.add(migrate("v" + i, "a" + i, "b" + i));
            inOrder.add(migrate("w" + i, "d" + i, "a" + i, 2 * i));
            atOnce.add(migrate("v" + i, "a" + i, "b" + i));
            atOnce.add(i == 7 ? migrate("w" + i, "d" + i, "a" + i) : inOrder.getLast());
        }
        Set<String> names = Set.copyOf(vms.stream().map(Vm::name).toList());
        List<String> movers =
                names.stream().filter(name -> name.startsWith("v")).toList();
        List<Rule> rules = List.of(
                new Rule.Spread("s", Strength.CONTINUOUS, names),
                new Rule.Split(
                        "p",
                        Strength.CONTINUOUS,
                        names.stream().sorted().map(Set::of).toList()),
                new Rule.Lonely("l", Strength.CONTINUOUS, Set.copyOf(movers)));
        Problem problem = new Problem(Goal.EVACUATE, nodes, vms, rules, Terms.USUAL);
        assertGood(problem, plan(inOrder.toArray(Action[]::new)));
        assertThat(PlanChecker.faults(problem, plan(atOnce.toArray(Action[]::new))))
                .containsExactly(
                        "rule s may be broken by 1 on the way, by 0 it was before",
                        "rule p may be broken by 1 on the way, by 0 it was before",
                        "rule l may be broken by 1 on the way, by 0 it was before");
    }
}
