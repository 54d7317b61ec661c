package org.farandole.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.farandole.placement.Terms.LeastGain;
import org.farandole.placement.cost.Corrections;
import org.farandole.placement.cost.MigrationTime;
import org.farandole.placement.explain.Explanation;
import org.farandole.placement.plan.Action;
import org.farandole.placement.plan.Plan;
import org.farandole.placement.plan.Progress;
import org.farandole.placement.rule.Rule;
import org.farandole.placement.rule.Strength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with the input is refused in words that name it. */
final class BadInputTest {

    private static final Node N1 = new Node("n1", 100, 1_024);
    private static final Node N2 = new Node("n2", 100, 1_024);
    private static final Vm V1 = new Vm("v1", "n1", 10, 256);
    private static final Vm V2 = new Vm("v2", "n2", 10, 256);
    private static final Set<String> V = Set.of("v1", "v2");

    private static Problem problem(List<Node> nodes, Vm... vms) {
        return new Problem(Goal.RELIEVE, nodes, List.of(vms));
    }

    private static Problem ruled(Rule... rules) {
        return new Problem(Goal.RELIEVE, List.of(N1, N2), List.of(V1, V2), List.of(rules), Terms.USUAL);
    }

    private static Arguments refused(ThrowingCallable made, String... named) {
        return Arguments.of(List.of(named), made);
    }

    static Stream<Arguments> nodesAndVms() {
        int most = Integer.MAX_VALUE;
        Dimension otherMemory = new Dimension("memory", "KiB", true);
        return Stream.of(
                refused(() -> problem(List.of(N1), new Vm("lost", "n9", 10, 256)), "lost", "n9"),
                refused(() -> problem(List.of(N1, N2.off()), V2), "v2", "n2", "off"),
                refused(() -> problem(List.of(N1, N1)), "n1", "twice"),
                refused(() -> problem(List.of(N1), V1, V1), "v1", "twice"),
                refused(
                        () -> problem(
                                List.of(N1),
                                new Vm("v1", "n1", most / 8, 1),
                                new Vm("v3", "n1", most / 8, 1),
                                new Vm("v4", "n1", 9, 1)),
                        "CPU",
                        "overflow",
                        "v4"),
                refused(() -> problem(List.of(N1), new Vm("v1", "n1", 1, most)), "memory", "v1", "overflow"),
                refused(
                        () -> problem(List.of(N1), V1.varyingBy(Amounts.of(Dimension.CPU, most))),
                        "v1",
                        "CPU",
                        "overflow"),
                refused(
                        () -> new Problem(
                                Goal.RELIEVE,
                                List.of(N1),
                                List.of(new Vm("v1", "n1", 1, most / 8)),
                                List.of(),
                                Terms.USUAL.with(new MigrationTime(1, 1_000), Corrections.NONE)),
                        "v1",
                        "overflow"),
                refused(
                        () -> problem(
                                List.of(N1, N2),
                                new Vm("v1", "n1", Amounts.of(1, 1).and(Dimension.DISK, 5))),
                        "n1",
                        "disk",
                        "v1"),
                refused(
                        () -> problem(List.of(N1), new Vm("v1", "n1", Amounts.of(otherMemory, 5))),
                        "memory",
                        "KiB",
                        "MiB"),
                refused(() -> Amounts.of(-1, 1), "CPU", "-1"),
                refused(() -> Amounts.of(Dimension.DISK, -7), "disk", "-7"),
                refused(() -> new Dimension(" ", "GiB", true), "name"),
                refused(() -> new Node("n7", 0, 5), "n7", "CPU"),
                refused(() -> new Node("", 1, 5), "node"),
                refused(() -> N1.overbooked(Dimension.CPU, 0), "n1", "CPU", "0"),
                refused(() -> N1.overbooked(Dimension.CPU, 100_001), "n1", "CPU", "100001"),
                refused(() -> new Vm(" ", "n1", 1, 1), "VM"),
                refused(() -> V1.dirtying(-3), "v1", "-3"),
                refused(() -> V1.coolingDownFor(Duration.ofSeconds(-5)), "v1", "PT-5S"));
    }

    static Stream<Arguments> rules() {
        Strength hard = Strength.HARD;
        Set<String> here = Set.of("n1");
        return Stream.of(
                refused(() -> ruled(new Rule.Spread("s", hard, Set.of("v9"))), "s", "VM"),
                refused(() -> ruled(new Rule.Gather("g", hard, Set.of("v9"))), "g", "VM"),
                refused(() -> ruled(new Rule.Split("p", hard, List.of(Set.of("v8"), Set.of("v9")))), "p", "VM"),
                refused(() -> ruled(new Rule.Among("a", hard, V, List.of(Set.of("n9")))), "a", "node"),
                refused(() -> ruled(new Rule.Ban("b", hard, V, Set.of("n9"))), "b", "node"),
                refused(() -> ruled(new Rule.Ban("b", hard, Set.of("v9"), here)), "b", "VM"),
                refused(() -> ruled(new Rule.Fence("f", hard, V, Set.of("n9"))), "f", "node"),
                refused(() -> ruled(new Rule.Root("r", hard, Set.of("v9"))), "r", "VM"),
                refused(() -> ruled(new Rule.Quarantine("q", hard, Set.of("n9"))), "q", "node"),
                refused(() -> ruled(new Rule.Lonely("l", hard, Set.of("v9"))), "l", "VM"),
                refused(() -> ruled(new Rule.Preserve("p", Set.of("v9"), Dimension.CPU, 5)), "p", "VM"),
                refused(() -> ruled(new Rule.MaxOnline("m", hard, Set.of("n9"), 1)), "m", "node"),
                refused(() -> ruled(new Rule.RunningCapacity("c", hard, Set.of("n9"), 1)), "c", "node"),
                refused(() -> ruled(new Rule.ResourceCapacity("c", hard, Set.of("n9"), Dimension.CPU, 1)), "c", "node"),
                refused(() -> ruled(new Rule.Overbook("o", Set.of("n9"), Dimension.CPU, 900)), "o", "node"),
                refused(() -> ruled(new Rule.Offline("o", hard, Set.of("n9"))), "o", "node"),
                refused(() -> ruled(new Rule.Online("o", Set.of("n9"))), "o", "node"),
                refused(() -> ruled(new Rule.Root("r", hard, V), new Rule.Spread("r", hard, V)), "r", "twice"),
                refused(() -> new Rule.Spread("s", hard, Set.of()), "s", "no VM"),
                refused(() -> new Rule.Offline("o", hard, Set.of()), "o", "no node"),
                refused(() -> new Rule.Spread(" ", hard, V), "name"),
                refused(() -> new Rule.Split("p", hard, List.of(V, Set.of("v1"))), "p", "v1", "two"),
                refused(() -> new Rule.Split("p", hard, List.of()), "p", "no VM"),
                refused(() -> new Rule.MaxOnline("m", hard, here, -1), "m", "-1"),
                refused(() -> new Rule.Overbook("o", here, Dimension.CPU, 0), "o", "0"),
                refused(() -> new Rule.Preserve("p", V, Dimension.CPU, -4), "p", "-4"),
                refused(() -> new Strength.Soft(0), "0"),
                refused(() -> new Strength.Soft(1_000_001), "1000001"));
    }

    static Stream<Arguments> contradictions() {
        Strength hard = Strength.HARD;
        Rule.Fence fence = new Rule.Fence("f1", hard, V, Set.of("n1"));
        return Stream.of(
                refused(() -> ruled(fence, new Rule.Fence("f2", hard, V, Set.of("n2"))), "f1", "f2", "VM v"),
                refused(() -> ruled(fence, new Rule.Ban("b1", hard, V, Set.of("n1"))), "f1", "b1", "VM v"),
                refused(
                        () -> ruled(new Rule.Gather("g1", hard, V), new Rule.Spread("s1", Strength.CONTINUOUS, V)),
                        "g1",
                        "s1"),
                refused(
                        () -> ruled(
                                new Rule.Gather("g1", hard, V),
                                new Rule.Split("p1", hard, List.of(Set.of("v1"), Set.of("v2")))),
                        "g1",
                        "p1"),
                refused(
                        () -> ruled(new Rule.Online("on", Set.of("n1")), new Rule.Offline("off", hard, Set.of("n1"))),
                        "on",
                        "off",
                        "n1"));
    }

    static Stream<Arguments> terms() {
        Action move = new Action.Migrate("v1", "n1", "n2", Duration.ZERO, List.of(), "why");
        Plan plan = new Plan(List.of(move), 0);
        return Stream.of(
                refused(() -> Terms.USUAL.parallel(0, 1), "0"),
                refused(() -> Terms.USUAL.reserving(-1), "-1"),
                refused(() -> new LeastGain(-1, Duration.ZERO, 0), "-1"),
                refused(() -> new LeastGain(0, Duration.ofSeconds(-1), 0), "PT-1S"),
                refused(() -> new MigrationTime(0, 20), "0 MB/s"),
                refused(() -> new Corrections(Map.of("v7", 99), Map.of()), "v7", "99"),
                refused(
                        () -> new Corrections(Map.of(), Map.of(new Corrections.Pair("n1", "n2"), 10_001)),
                        "n1",
                        "n2",
                        "10001"),
                refused(() -> new Limits(1, 0, Duration.ofSeconds(1)), "0"),
                refused(() -> new Limits(1, 1, Duration.ZERO), "PT0S"),
                refused(() -> new Action.Migrate("v1", "n1", "n1", Duration.ZERO, List.of(), ""), "v1", "n1"),
                refused(() -> new Plan(List.of(), 0), "actions"),
                refused(() -> new Progress(plan, Set.of(3), Set.of()), "3"),
                refused(() -> new Progress(plan, Set.of(0), Set.of(0)), "0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"nodesAndVms", "rules", "contradictions", "terms"})
    void isRefusedByName(List<String> named, ThrowingCallable made) {
        assertThatIllegalArgumentException()
                .isThrownBy(made)
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(named));
    }

    @Test
    void softRulesMayContradictEachOtherAndNamesMayBeElsewhere() {
        Problem problem = ruled(
                new Rule.Fence("f1", new Strength.Soft(1), V, Set.of("n1", "n8")),
                new Rule.Fence("f2", Strength.HARD, Set.of("v2", "v9"), Set.of("n2")));

        assertThat(problem.rules()).hasSize(2);
    }

    @Test
    void whatAPlanOrAQuestionNamesHasToBeInTheProblem() {
        Planner planner = new Planner(() -> 0);
        Problem problem = ruled();
        Result result = planner.plan(problem, new Limits(1, 100, Duration.ofSeconds(1)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Explanation.whyNot(problem, result, "v9", "n1"))
                .withMessageContaining("v9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Explanation.whyNot(problem, result, "v1", "n9"))
                .withMessageContaining("n9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measures.imbalance(problem, Map.of("v1", "n9")))
                .withMessageContaining("n9");
    }
}
