package org.farandole.placement.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.farandole.placement.Account;
import org.farandole.placement.Cause;
import org.farandole.placement.Dimension;
import org.farandole.placement.Goal;
import org.farandole.placement.InputHash;
import org.farandole.placement.Limits;
import org.farandole.placement.Node;
import org.farandole.placement.Objective;
import org.farandole.placement.Planner;
import org.farandole.placement.Problem;
import org.farandole.placement.Result;
import org.farandole.placement.Terms;
import org.farandole.placement.Vm;
import org.farandole.placement.plan.Action;
import org.farandole.placement.plan.Plan;
import org.farandole.placement.rule.Rule;
import org.farandole.placement.rule.Strength;
import org.junit.jupiter.api.Test;

/** One small case each; answers are made by hand where a planner would not make them. */
final class ExplanationTest {

    private static final Limits LIMITS = new Limits(1, 100_000, Duration.ofMinutes(1));

    private static Problem problem(Goal goal, List<Node> nodes, List<Vm> vms, Rule... rules) {
        return new Problem(goal, nodes, vms, List.of(rules), Terms.USUAL);
    }

    private static Node node(String name) {
        return new Node(name, 100, 8_192);
    }

    private static Vm vm(String name, String host, int cpu) {
        return new Vm(name, host, cpu, 1_024);
    }

    private static Result planned(Problem problem) {
        return new Planner(() -> 0).plan(problem, LIMITS);
    }

    private static Account account(Problem problem, boolean proved) {
        return new Account(InputHash.of(problem), 1, 100, 10, 1, Duration.ZERO, null, null, proved, 0, Duration.ZERO);
    }

    private static Result made(Problem problem, boolean proved, Action... actions) {
        return new Result.Planned(new Plan(List.of(actions), 0), account(problem, proved));
    }

    private static Action move(String vm, String from, String to, Integer... after) {
        return new Action.Migrate(vm, from, to, Duration.ofMillis(10_308), List.of(after), "made by hand");
    }

    private static String why(Problem problem, Result result, String vm, String node) {
        return Explanation.whyNot(problem, result, vm, node).words();
    }

    private static Vm bigOn(String host, int cpu, int memory) {
        return new Vm("big-" + host, host, cpu, memory);
    }

    /** n1 has to lose a1 or a2; n2 is roomy, n19 short of memory. */
    private static Problem relief(Rule... rules) {
        return problem(
                Goal.RELIEVE,
                List.of(node("n1"), node("n2"), new Node("node-19", 100, 10_000).overbooked(Dimension.MEMORY, 900)),
                List.of(vm("a1", "n1", 60), vm("a2", "n1", 50), vm("b1", "n2", 10), bigOn("node-19", 10, 8_300)),
                rules);
    }

    @Test
    void aNodeThatWouldBeOverloaded() {
        Problem problem = relief();

        assertThat(why(problem, made(problem, true, move("a1", "n1", "n2")), "a1", "node-19"))
                .isEqualTo("node-19 would reach 93 % of memory (9,324 of 9,000 MiB)");
    }

    @Test
    void whereItIsAndWhereItGoes() {
        Problem problem = relief();
        Result result = made(problem, true, move("a1", "n1", "n2"));

        assertThat(why(problem, result, "a1", "n2")).isEqualTo("it goes to n2");
        assertThat(why(problem, result, "b1", "n2")).isEqualTo("it is on n2 and stays there");
        assertThat(why(problem, result, "a1", "n1")).isEqualTo("n1 would reach 110 % of CPU (110 of 100 %)");
    }

    @Test
    void whereItOnlyPassesThrough() {
        Problem problem = relief();
        Result result = made(problem, true, move("b1", "n2", "n1"), move("b1", "n1", "node-19", 0));

        assertThat(why(problem, result, "b1", "n1")).isEqualTo("it passes through n1");
    }

    @Test
    void aRuleOnSeveral() {
        Problem problem = relief(new Rule.Spread("g3", Strength.HARD, Set.of("a1", "b1")));

        assertThat(why(problem, made(problem, true, move("a1", "n1", "node-19")), "a1", "n2"))
                .isEqualTo("spread g3");
    }

    @Test
    void whatTheVmMayNotDo() {
        Node held = node("node-7").heldBy("ISP 9f");
        Problem problem = problem(
                Goal.RELIEVE,
                List.of(node("n1"), node("n2").drained(), held, node("n4").off(), node("n5"), node("n6")),
                List.of(
                        vm("cool", "n1", 50).coolingDownFor(Duration.ofSeconds(212)),
                        vm("a2", "n1", 40).notTo(Set.of("n5")),
                        vm("a3", "n1", 30),
                        vm("rooted", "n1", 5),
                        vm("other", "node-7", 20)),
                new Rule.Ban("b1", Strength.HARD, Set.of("a2"), Set.of("n6")),
                new Rule.Root("r1", Strength.HARD, Set.of("rooted")));
        Result result = made(problem, true, move("a3", "n1", "n5"));

        assertThat(why(problem, result, "cool", "n5")).isEqualTo("in cool-down for 212 s");
        assertThat(why(problem, result, "a2", "node-7")).isEqualTo("node-7 reserved by ISP 9f");
        assertThat(why(problem, result, "other", "n5")).isEqualTo("node-7 reserved by ISP 9f");
        assertThat(why(problem, result, "a2", "n2")).isEqualTo("n2 is draining");
        assertThat(why(problem, result, "a2", "n4")).isEqualTo("n4 is off");
        assertThat(why(problem, result, "a2", "n5")).startsWith("not to n5");
        assertThat(why(problem, result, "a2", "n6")).isEqualTo("n6 is barred by ban b1");
        assertThat(why(problem, result, "rooted", "n5")).isEqualTo("root r1 keeps it where it is");
    }

    @Test
    void aMoveThatGainsNothing() {
        Problem problem = relief();

        assertThat(why(problem, made(problem, true, move("a1", "n1", "n2")), "b1", "n1"))
                .isEqualTo("would take 10.3 s and not be worth it");
    }

    @Test
    void whatWouldCostMore() {
        Problem problem = problem(
                        Goal.RELIEVE,
                        List.of(node("n1"), node("n2"), node("n3")),
                        List.of(vm("a1", "n1", 60), vm("a2", "n1", 50)),
                        new Rule.Ban("b1", new Strength.Soft(20), Set.of("a1"), Set.of("n3")))
                .with(Terms.USUAL.with(Objective.LEAST_TIME));

        assertThat(why(problem, made(problem, true, move("a1", "n1", "n2")), "a1", "n3"))
                .isEqualTo("20 s dearer, counting ban b1");
        Problem byMoves = problem.with(Terms.USUAL.with(Objective.FEWEST_MOVES));
        assertThat(why(byMoves, made(byMoves, true, move("a1", "n1", "n2")), "a1", "n3"))
                .isEqualTo("20 moves dearer, counting ban b1");
    }

    @Test
    void placesAsGoodOrWithLessRoom() {
        Problem problem = problem(
                Goal.RELIEVE,
                List.of(node("n1"), node("n2"), node("n3"), node("n4")),
                List.of(vm("a1", "n1", 60), vm("a2", "n1", 50), vm("d1", "n4", 30)));
        Result result = made(problem, true, move("a1", "n1", "n2"));

        assertThat(why(problem, result, "a1", "n3")).isEqualTo("n3 would do as well");
        assertThat(why(problem, result, "a1", "n4"))
                .isEqualTo("same cost, with less room: 10.0 % left on n4, 40.0 % on n2");
    }

    @Test
    void whatOtherGoalsWouldLose() {
        List<Node> nodes = List.of(node("n1"), node("n2"), node("n3"));
        Problem fewer =
                problem(Goal.CONSOLIDATE, nodes, List.of(vm("a1", "n1", 30), vm("b1", "n2", 30), vm("b2", "n2", 30)));
        Problem level =
                problem(Goal.BALANCE, nodes, List.of(vm("a1", "n1", 40), vm("a2", "n1", 30), vm("b1", "n2", 40)));

        assertThat(why(fewer, made(fewer, true, move("a1", "n1", "n2")), "a1", "n3"))
                .isEqualTo("1 node more in use");
        assertThat(Explanation.whyNot(level, made(level, true, move("a2", "n1", "n3")), "a2", "n2"))
                .isInstanceOf(Reason.LessBalanced.class);
    }

    @Test
    void whatWouldBeBetterIsSaidToBe() {
        Problem problem = problem(
                Goal.RELIEVE,
                List.of(node("n1"), node("n2"), node("n3")),
                List.of(vm("a1", "n1", 60), vm("a2", "n1", 50)),
                new Rule.Ban("b1", new Strength.Soft(20), Set.of("a1"), Set.of("n3")));
        Action dear = move("a1", "n1", "n3");

        assertThat(why(problem, made(problem, false, dear), "a1", "n2"))
                .isEqualTo("would be better; the search stopped before it was found");
        assertThat(why(problem, made(problem, true, dear), "a1", "n2")).isEqualTo("no order of moves leads there");
    }

    @Test
    void whatDoesNotFitOnTheWay() {
        Node small = new Node("n2", 100, 2_048);
        Problem problem = problem(
                Goal.RELIEVE,
                List.of(node("n1"), small, node("n3")),
                List.of(vm("a1", "n1", 60), vm("a2", "n1", 50), new Vm("b1", "n2", 10, 1_536)));
        Result result = made(problem, true, move("a1", "n1", "n3"), move("b1", "n2", "n3", 0));

        assertThat(why(problem, result, "a1", "n2"))
                .isEqualTo("n2 would hold 2,560 of 2,048 MiB of memory while it migrates");
    }

    @Test
    void aDrainThatWouldNotBeDone() {
        Problem problem =
                problem(Goal.EVACUATE, List.of(node("n1").drained(), node("n2")), List.of(vm("a1", "n1", 60)));

        assertThat(why(problem, made(problem, true, move("a1", "n1", "n2")), "a1", "n1"))
                .isEqualTo("n1 is draining");
    }

    @Test
    void thoseThatStayAreSaidToFreeTooLittleOrToCostMore() {
        Problem problem = problem(
                Goal.RELIEVE,
                List.of(node("n1"), node("n2")),
                List.of(vm("a1", "n1", 60), vm("small", "n1", 5), new Vm("large", "n1", 60, 4_096)));

        List<String> lines = Explanation.of(problem, planned(problem)).stayed().all().stream()
                .map(Findings.Finding::words)
                .toList();

        assertThat(lines)
                .anyMatch(line -> line.startsWith("small, n1: instead of a1, to n2: it frees 5 % of CPU"))
                .anyMatch(
                        line -> line.startsWith("large, n1: instead of a1, to n2: ") && line.endsWith("30.9 s dearer"));
    }

    @Test
    void whereThereIsNoPlanEachVmSaysWhatIsAgainstIt() {
        Problem problem = problem(
                Goal.RELIEVE, List.of(node("n1"), node("n2")), List.of(vm("a1", "n1", 110), vm("b1", "n2", 95)));
        Result result = planned(problem);
        Explanation explanation = Explanation.of(problem, result);

        assertThat(explanation.outcome()).startsWith("relieve: no plan, proved: ");
        assertThat(explanation.stayed().all())
                .extracting(Findings.Finding::words)
                .containsExactly("a1, n1: none of 1 other node takes it; nearest: n2 (n2 would reach 205 % of CPU"
                        + " (205 of 100 %))");
    }

    private static Result none(Problem problem) {
        return new Result.NoPlan(new Cause(Cause.Kind.LIMIT, "made by hand"), null, account(problem, false));
    }

    @Test
    void whatOneMoveAloneWouldLeaveWrong() {
        List<Node> nodes = List.of(node("n1"), node("n2"), node("n3"));
        List<Vm> two = List.of(vm("a1", "n1", 60), vm("a2", "n1", 50), vm("c1", "n3", 60), vm("c2", "n3", 50));
        Problem both = problem(Goal.RELIEVE, nodes, two);
        Problem drained = problem(
                Goal.EVACUATE,
                List.of(node("n1").drained(), node("n2")),
                List.of(vm("a1", "n1", 9), vm("a2", "n1", 9)));
        Problem broken = problem(
                        Goal.RELIEVE,
                        nodes,
                        List.of(vm("a1", "n1", 9), vm("a2", "n1", 9), vm("b1", "n2", 9)),
                        new Rule.Spread("s1", Strength.HARD, Set.of("a1", "a2")))
                .with(Terms.USUAL.repairing());

        assertThat(why(both, none(both), "a1", "n2")).isEqualTo("n3 would stay at 110 of 100 % of CPU");
        assertThat(why(drained, none(drained), "a1", "n2")).isEqualTo("a2 would still be on n1");
        assertThat(why(broken, none(broken), "b1", "n3")).isEqualTo("spread s1 would still be broken");
    }

    @Test
    void whoeverStaysBesideOneThatHasToGoIsNotNeeded() {
        Problem problem = problem(
                        Goal.RELIEVE,
                        List.of(node("n1"), node("n2")),
                        List.of(vm("a1", "n1", 9), vm("a2", "n1", 9)),
                        new Rule.Fence("f1", Strength.HARD, Set.of("a1"), Set.of("n2")))
                .with(Terms.USUAL.repairing());

        assertThat(Explanation.of(problem, planned(problem)).stayed().all())
                .extracting(Findings.Finding::words)
                .containsExactly("a2, n1: nothing more has to leave n1");
    }

    @Test
    void nothingToDo() {
        Problem problem = problem(Goal.RELIEVE, List.of(node("n1"), node("n2")), List.of(vm("a1", "n1", 10)));
        Explanation explanation = Explanation.of(problem, planned(problem));

        assertThat(explanation.outcome()).isEqualTo("relieve: nothing to do: the goal is reached as things are");
        assertThat(explanation.steps()).isEmpty();
        assertThat(explanation.stayed().count()).isZero();
        assertThat(explanation.notChosen().count()).isZero();
    }

    @Test
    void theHeadTheStepsAndTheRestAreLines() {
        Problem problem = relief();
        List<String> lines = Explanation.of(problem, planned(problem)).lines();

        assertThat(lines.getFirst())
                .startsWith("relieve: 1 move, 10.3 s in all")
                .endsWith("proved the best");
        assertThat(lines.get(1)).contains("seed 1", "input " + InputHash.of(problem));
        assertThat(lines.get(2)).startsWith("  0  a").contains("migrates from n1 to n2 (10.3 s)", "n1 is overloaded");
        assertThat(lines).anyMatch(line -> line.endsWith("stayed on nodes that had to lose some:"));
        assertThat(lines).anyMatch(line -> line.contains("candidate") && line.endsWith("not chosen:"));
    }

    @Test
    void largeProblemsAreExplainedByClassWithTheTenNearest() {
        List<Node> nodes = new ArrayList<>();
        List<Vm> vms = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Node each = node("n%03d".formatted(i));
            nodes.add(i % 3 == 1 ? each.drained() : each);
            vms.add(vm("v%03d".formatted(i), each.name(), i == 0 ? 60 : 30 + i % 50));
        }
        vms.add(vm("more", "n000", 60));
        Problem problem = problem(Goal.RELIEVE, nodes, vms);

        Findings notChosen = Explanation.of(problem, planned(problem)).notChosen();

        assertThat(notChosen.count()).isEqualTo(298);
        assertThat(notChosen.all()).isEmpty();
        assertThat(notChosen.nearest()).hasSize(10);
        assertThat(notChosen.tallies().stream().mapToInt(Findings.Tally::count).sum())
                .isEqualTo(298);
        assertThat(notChosen.tallies()).extracting(Findings.Tally::group).contains("draining", "too little CPU");
        assertThat(notChosen.nearest().stream().map(Findings.Finding::reason))
                .noneMatch(reason -> reason instanceof Reason.Draining);
        assertThat(Stream.of("× draining", "the nearest:"))
                .allSatisfy(words -> assertThat(notChosen.lines()).anyMatch(line -> line.contains(words)));
    }
}
