package org.farandole.placement.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.farandole.placement.Amounts;
import org.farandole.placement.Cause;
import org.farandole.placement.Cause.Kind;
import org.farandole.placement.Dimension;
import org.farandole.placement.Goal;
import org.farandole.placement.Node;
import org.farandole.placement.Problem;
import org.farandole.placement.Terms;
import org.farandole.placement.Vm;
import org.farandole.placement.rule.Rule;
import org.farandole.placement.rule.Strength;
import org.junit.jupiter.api.Test;

/** One problem for each cause, and what was missing to it. */
final class ShortageTest {

    private static final Strength HARD = Strength.HARD;
    private static final int ROOMY = 32_768;

    private static Problem relieve(List<Node> nodes, Vm... vms) {
        return new Problem(Goal.RELIEVE, nodes, List.of(vms));
    }

    private static List<Node> nodes(int... cpus) {
        return java.util.stream.IntStream.range(0, cpus.length)
                .mapToObj(i -> new Node("n" + (i + 1), cpus[i], ROOMY))
                .toList();
    }

    private static Vm vm(String name, String host, int cpu) {
        return new Vm(name, host, cpu, 1_024);
    }

    private static Cause cause(Problem problem) {
        return Shortage.atSight(new Instance(problem)).orElseThrow();
    }

    private static void assertNothingSeen(Problem problem) {
        assertThat(Shortage.atSight(new Instance(problem))).isEmpty();
    }

    @Test
    void tooLittleCpuInSum() {
        Vm[] vms = {vm("a", "n1", 60), vm("b", "n1", 60), vm("c", "n2", 90)};

        Cause cause = cause(relieve(nodes(100, 109), vms));

        assertThat(cause.kind()).isEqualTo(Kind.SHORT);
        assertThat(cause.words()).isEqualTo("20 % of CPU must leave n1; the other nodes have room for 19 %");
        assertNothingSeen(relieve(nodes(100, 150), vms));
    }

    @Test
    void tooLittleOfAnyDimension() {
        Dimension slots = new Dimension("slots", "slots", true);
        Amounts two = Amounts.of(700, ROOMY).and(slots, 2);
        List<Node> nodes = List.of(new Node("n1", two).drained(), new Node("n2", two));
        Amounts one = Amounts.of(10, 1_024).and(slots, 1);

        Cause cause = cause(new Problem(
                Goal.EVACUATE, nodes, List.of(new Vm("a", "n1", one), new Vm("b", "n1", one), new Vm("c", "n2", one))));

        assertThat(cause.kind()).isEqualTo(Kind.SHORT);
        assertThat(cause.words()).isEqualTo("2 slots must leave n1; the other nodes have room for 1 slots");
    }

    @Test
    void roomOnNodesThatTakeNothingIsNoRoom() {
        Vm[] vms = {vm("a", "n1", 60), vm("b", "n1", 60)};
        List<Node> two = nodes(100, 100);
        Node other = two.get(1);

        assertNothingSeen(relieve(two, vms));
        for (Node closed : List.of(other.drained(), other.off(), other.heldBy("isp 9"))) {
            assertThat(cause(relieve(List.of(two.get(0), closed), vms)).kind())
                    .as("%s", closed)
                    .isNotEqualTo(Kind.RULES);
        }
    }

    @Test
    void vmsInCoolDownHoldTheOverload() {
        Duration left = Duration.ofSeconds(212);
        Vm a = vm("a", "n1", 60);
        Vm b = vm("b", "n1", 60);

        Cause cause = cause(relieve(nodes(100, 100), a.coolingDownFor(left), b.coolingDownFor(left)));

        assertThat(cause.kind()).isEqualTo(Kind.HELD);
        assertThat(cause.rules()).isEmpty();
        assertThat(cause.words())
                .isEqualTo("the VMs on n1 that cannot leave take 120 of 100 % of CPU:"
                        + " a is in cool-down for 212 s and b is in cool-down for 212 s");
        assertNothingSeen(relieve(nodes(100, 100), a.coolingDownFor(left), b));
    }

    @Test
    void vmOfADrainedNodeMayNotLeave() {
        List<Node> nodes = List.of(nodes(100).get(0).drained(), new Node("n2", 100, ROOMY));
        Problem problem =
                new Problem(Goal.EVACUATE, nodes, List.of(vm("a", "n1", 10).coolingDownFor(Duration.ofSeconds(5))));

        assertThat(cause(problem).kind()).isEqualTo(Kind.HELD);
        assertThat(cause(problem).words()).isEqualTo("a is in cool-down for 5 s, but has to leave n1");
    }

    @Test
    void drainedNodeIsReservedBySomebody() {
        List<Node> nodes = List.of(nodes(100).get(0).drained().heldBy("ISP 9f"), new Node("n2", 100, ROOMY));

        Cause cause = cause(new Problem(Goal.EVACUATE, nodes, List.of(vm("a", "n1", 10))));

        assertThat(cause.kind()).isEqualTo(Kind.HELD);
        assertThat(cause.words()).isEqualTo("n1 is reserved by ISP 9f, but has to leave n1");
    }

    @Test
    void rootIsNamedWhereItHoldsTheOverload() {
        Rule root = new Rule.Root("r1", HARD, Set.of("a", "b"));
        Problem problem = relieve(nodes(100, 100), vm("a", "n1", 60), vm("b", "n1", 60));

        Cause cause = cause(problem.withRules(List.of(root)));

        assertThat(cause.kind()).isEqualTo(Kind.RULES);
        assertThat(cause.rules()).containsExactly("r1");
        assertThat(cause.words()).contains("root r1 keeps a", "120 of 100 % of CPU");
        assertNothingSeen(problem.withRules(List.of(new Rule.Root("r1", HARD, Set.of("a")))));
        assertNothingSeen(problem.withRules(List.of(new Rule.Root("r1", new Strength.Soft(9), Set.of("a", "b")))));
    }

    @Test
    void banIsNamedWhereItLeavesNowhereToGo() {
        List<Node> nodes = List.of(nodes(100).get(0).drained(), new Node("n2", 100, ROOMY));
        Problem problem = new Problem(Goal.EVACUATE, nodes, List.of(vm("a", "n1", 10)));

        Cause cause = cause(problem.withRules(List.of(new Rule.Ban("b1", HARD, Set.of("a"), Set.of("n2")))));

        assertThat(cause.kind()).isEqualTo(Kind.RULES);
        assertThat(cause.rules()).containsExactly("b1");
        assertThat(cause.words()).isEqualTo("a has nowhere to go under ban b1, but has to leave n1");
    }

    @Test
    void vmIsLargerThanAnyNode() {
        List<Node> nodes =
                List.of(new Node("n1", 200, ROOMY).drained(), new Node("n2", 100, ROOMY), new Node("n3", 100, ROOMY));
        Problem problem = new Problem(Goal.EVACUATE, nodes, List.of(vm("a", "n1", 110)));

        Cause cause = cause(problem);

        assertThat(cause.kind()).isEqualTo(Kind.FRAGMENTED);
        assertThat(cause.words())
                .isEqualTo(
                        "a (110 % of CPU and 1,024 MiB of memory) fits on no node that it may go to, but has to leave n1");
    }

    @Test
    void vmsThatCannotLeaveTakeTheRoomOfOthers() {
        List<Node> nodes = List.of(new Node("n1", 200, ROOMY).drained(), new Node("n2", 100, ROOMY));
        Vm held = vm("b", "n2", 50).coolingDownFor(Duration.ofSeconds(1));

        assertThat(cause(new Problem(Goal.EVACUATE, nodes, List.of(vm("a", "n1", 60), held)))
                        .kind())
                .isEqualTo(Kind.FRAGMENTED);
        assertNothingSeen(new Problem(Goal.EVACUATE, nodes, List.of(vm("a", "n1", 50), held)));
    }

    @Test
    void moreVmsToSpreadThanNodes() {
        Problem problem = relieve(nodes(100, 100), vm("a", "n1", 5), vm("b", "n1", 5), vm("c", "n2", 5))
                .withRules(List.of(new Rule.Spread("g3", HARD, Set.of("a", "b", "c"))));

        assertNothingSeen(problem);
        Cause cause = cause(problem.with(Terms.USUAL.repairing()));

        assertThat(cause.kind()).isEqualTo(Kind.RULES);
        assertThat(cause.rules()).containsExactly("g3");
        assertThat(cause.words()).isEqualTo("spread g3 needs 3 nodes; its VMs can be on 2");
    }

    @Test
    void moreDemandInsideAFenceThanRoom() {
        Rule fence = new Rule.Fence("f1", HARD, Set.of("a", "b", "c"), Set.of("n1", "n2"));
        Vm[] vms = {vm("a", "n1", 60), vm("b", "n1", 60), vm("c", "n2", 90)};

        Cause cause = cause(relieve(nodes(100, 100, 100), vms).withRules(List.of(fence)));

        assertThat(cause.kind()).isEqualTo(Kind.RULES);
        assertThat(cause.rules()).containsExactly("f1");
        assertThat(cause.words()).isEqualTo("fence f1 holds VMs that demand 210 % of CPU; inside is room for 200 %");
        assertNothingSeen(relieve(nodes(100, 110, 100), vms).withRules(List.of(fence)));
    }

    @Test
    void rulesThatMakeTheSumsWrongAreNamed() {
        Problem problem = relieve(nodes(100, 100), vm("a", "n1", 60), vm("b", "n1", 50), vm("c", "n2", 40))
                .withRules(List.of(
                        new Rule.Overbook("o1", Set.of("n2"), Dimension.CPU, 1_000),
                        new Rule.Overbook("o2", Set.of("n2"), Dimension.CPU, 500),
                        new Rule.Preserve("p1", Set.of("c"), Dimension.CPU, 45)));

        Cause cause = cause(problem);

        assertThat(cause.kind()).isEqualTo(Kind.RULES);
        assertThat(cause.rules()).containsExactly("o2", "p1");
        assertThat(cause.words())
                .isEqualTo("overbook o2 and preserve p1 cannot hold together with the goal:"
                        + " 10 % of CPU must leave n1; the other nodes have room for 5 %");
    }

    @Test
    void rulesAreNotNamedWhereItIsShortWithoutThem() {
        Problem problem = relieve(nodes(100, 100), vm("a", "n1", 160), vm("c", "n2", 90))
                .withRules(List.of(new Rule.Preserve("p1", Set.of("c"), Dimension.CPU, 95)));

        assertThat(cause(problem).kind()).isNotEqualTo(Kind.RULES);
        assertThat(cause(problem).rules()).isEmpty();
    }

    @Test
    void quarantineIsNamedWhereTheRoomIsInside() {
        Problem problem = relieve(nodes(100, 100), vm("a", "n1", 60), vm("b", "n1", 60))
                .withRules(List.of(new Rule.Quarantine("q1", HARD, Set.of("n2"))));

        assertThat(cause(problem).kind()).isEqualTo(Kind.RULES);
        assertThat(cause(problem).rules()).containsExactly("q1");
    }

    @Test
    void overloadThatIsToleratedNeedsNoRoom() {
        Terms tolerant = Terms.USUAL.with(new Terms.LeastGain(100, Duration.ofHours(1), 1));
        Vm[] vms = {vm("a", "n1", 60), vm("b", "n1", 45)};

        assertNothingSeen(relieve(nodes(100), vms).with(tolerant));
        assertThat(cause(relieve(nodes(100), vms)).kind()).isNotEqualTo(Kind.LIMIT);
    }
}
