package org.farandole.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.farandole.placement.cost.Corrections;
import org.farandole.placement.cost.Corrections.Pair;
import org.farandole.placement.cost.MigrationTime;
import org.farandole.placement.rule.Rule;
import org.farandole.placement.rule.Strength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class InputHashTest {

    private static final Dimension SLOTS = new Dimension("slots", "slots", false);

    private static final List<Node> NODES = List.of(
            new Node("n1", Amounts.of(700, 32_768).and(SLOTS, 4)),
            new Node("n2", Amounts.of(700, 32_768).and(SLOTS, 4)),
            new Node("n3", Amounts.of(700, 32_768).and(SLOTS, 4)));

    private static final List<Vm> VMS =
            List.of(new Vm("v1", "n1", 100, 1_024), new Vm("v2", "n1", 100, 1_024), new Vm("v3", "n2", 100, 1_024));

    private static final List<Rule> RULES = List.of(
            new Rule.Spread("r1", Strength.HARD, Set.of("v1", "v2")),
            new Rule.Among("r2", Strength.HARD, Set.of("v1", "v3"), List.of(Set.of("n1", "n2"), Set.of("n3"))),
            new Rule.Split("r3", Strength.HARD, List.of(Set.of("v1"), Set.of("v2", "v3"))));

    private static final Terms TERMS = Terms.USUAL.with(
            MigrationTime.VMPLACES,
            new Corrections(
                    Map.of("v1", 900, "v2", 1_100), Map.of(new Pair("n1", "n2"), 900, new Pair("n2", "n1"), 1_100)));

    private static final Problem BASE = new Problem(Goal.RELIEVE, NODES, VMS, RULES, TERMS);

    static LongStream seeds() {
        long first = Long.getLong("placement.seed", 0);
        return LongStream.range(first, first + 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void isTheSameWhateverTheOrder(long seed) {
        Random random = new Random(seed);
        List<Rule> rules = new ArrayList<>(RULES);
        rules.set(
                1, new Rule.Among("r2", Strength.HARD, Set.of("v3", "v1"), List.of(Set.of("n3"), Set.of("n2", "n1"))));
        rules.set(2, new Rule.Split("r3", Strength.HARD, List.of(Set.of("v3", "v2"), Set.of("v1"))));

        Problem other = new Problem(
                Goal.RELIEVE, shuffled(NODES, random), shuffled(VMS, random), shuffled(rules, random), TERMS);

        assertThat(InputHash.of(other)).as("seed %d", seed).isEqualTo(InputHash.of(BASE));
    }

    private static <T> List<T> shuffled(List<T> items, Random random) {
        List<T> other = new ArrayList<>(items);
        Collections.shuffle(other, random);
        return other;
    }

    /** Recorded ones have to be found again by later versions; if this has to change, say so where records are read. */
    @Test
    void isTheSameInEveryRunOfEveryVersion() {
        assertThat(InputHash.of(BASE)).isEqualTo("b0ed0ff26717c3a252e04fdc528ba2f0");
    }

    @Test
    void differsWhenAnythingDiffers() {
        Map<String, String> seen = new HashMap<>();
        seen.put(InputHash.of(BASE), "the base");
        others().forEach((what, problem) -> {
            String hash = InputHash.of(problem);
            assertThat(hash).matches("[0-9a-f]{32}");
            assertThat(seen.put(hash, what)).as("the same as with %s", what).isNull();
        });
    }

    private static Map<String, Problem> others() {
        Map<String, Problem> others = new HashMap<>();
        for (Goal goal : Goal.values()) {
            if (goal != Goal.RELIEVE) {
                others.put("goal " + goal, BASE.with(goal));
            }
        }
        others.put("no rules", BASE.withRules(List.of()));
        others.put("no VMs", new Problem(Goal.RELIEVE, NODES, List.of()));
        others.put("nothing", new Problem(Goal.RELIEVE, List.of(), List.of()));
        others.put(
                "a node more",
                BASE.withNodes(
                        with(NODES, new Node("n4", Amounts.of(700, 32_768).and(SLOTS, 4)))));
        others.put("another SLOTS", otherSlots(new Dimension("slots", "places", false)));
        others.put("rigid SLOTS", otherSlots(new Dimension("slots", "slots", true)));
        node(others, "its name", node -> new Node("n0", node.capacity()));
        node(
                others,
                "CPU",
                node -> new Node(node.name(), Amounts.of(701, 32_768).and(SLOTS, 4)));
        node(
                others,
                "memory",
                node -> new Node(node.name(), Amounts.of(700, 32_769).and(SLOTS, 4)));
        node(
                others,
                "another for CPU",
                node -> new Node(node.name(), Amounts.of(700, 32_768).and(SLOTS, 5)));
        node(others, "no slots", node -> new Node(node.name(), Amounts.of(700, 32_768)));
        node(others, "overbooking", node -> node.overbooked(Dimension.CPU, 1_000));
        node(others, "more of it", node -> node.overbooked(Dimension.CPU, 1_001));
        node(others, "of memory", node -> node.overbooked(Dimension.MEMORY, 1_000));
        node(others, "off", Node::off);
        node(others, "draining", Node::drained);
        node(others, "held", node -> node.heldBy("isp 9"));
        node(others, "held by another", node -> node.heldBy("isp 8"));
        node(others, "held by nobody of a name", node -> node.heldBy(""));
        vm(others, "its name", vm -> new Vm("v0", vm.host(), vm.demand()));
        vm(others, "its host", vm -> vm.on("n1"));
        vm(others, "CPU", vm -> new Vm(vm.name(), vm.host(), 101, 1_024));
        vm(others, "memory", vm -> new Vm(vm.name(), vm.host(), 100, 1_025));
        vm(others, "amounts exchanged", vm -> new Vm(vm.name(), vm.host(), 1_024, 100));
        vm(others, "slots", vm -> new Vm(vm.name(), vm.host(), vm.demand().and(SLOTS, 1)));
        vm(others, "deviation", vm -> vm.varyingBy(Amounts.of(Dimension.CPU, 1)));
        vm(others, "deviation of memory", vm -> vm.varyingBy(Amounts.of(Dimension.MEMORY, 1)));
        vm(others, "dirty", vm -> vm.dirtying(1));
        vm(others, "cool-down", vm -> vm.coolingDownFor(Duration.ofSeconds(1)));
        vm(others, "a shorter one", vm -> vm.coolingDownFor(Duration.ofNanos(1)));
        vm(others, "not to", vm -> vm.notTo(Set.of("n1")));
        vm(others, "not to two", vm -> vm.notTo(Set.of("n1", "n3")));
        vm(others, "suspendable", Vm::suspendable);
        terms(others);
        rules(others);
        return others;
    }

    private static Problem otherSlots(Dimension slots) {
        List<Node> nodes = NODES.stream()
                .map(node -> new Node(node.name(), Amounts.of(700, 32_768).and(slots, 4)))
                .toList();
        return BASE.withNodes(nodes);
    }

    private static <T> List<T> with(List<T> items, T one) {
        List<T> more = new ArrayList<>(items);
        more.add(one);
        return more;
    }

    /** Nobody is on n3, so it can be changed at will. */
    private static void node(Map<String, Problem> others, String what, UnaryOperator<Node> change) {
        List<Node> nodes = new ArrayList<>(NODES);
        nodes.set(2, change.apply(nodes.get(2)));
        others.put("node: " + what, new Problem(Goal.RELIEVE, nodes, VMS, List.of(), TERMS));
    }

    private static void vm(Map<String, Problem> others, String what, UnaryOperator<Vm> change) {
        List<Vm> vms = new ArrayList<>(VMS);
        vms.set(2, change.apply(vms.get(2)));
        others.put("VM: " + what, new Problem(Goal.RELIEVE, NODES, vms, RULES, TERMS));
    }

    private static void terms(Map<String, Problem> others) {
        Map<String, Terms> terms = new HashMap<>();
        terms.put("usual", Terms.USUAL);
        terms.put("objective", TERMS.with(Objective.FEWEST_MOVES));
        terms.put("link", TERMS.with(new MigrationTime(126, 20), TERMS.corrections()));
        terms.put("sent again", TERMS.with(new MigrationTime(125, 21), TERMS.corrections()));
        terms.put("corrections of VMs", correctedBy(Map.of("v1", 900), Map.of()));
        terms.put("another", correctedBy(Map.of("v1", 901), Map.of()));
        terms.put("pairs", correctedBy(Map.of("v1", 900), Map.of(new Pair("n1", "n2"), 900)));
        terms.put("the other way", correctedBy(Map.of("v1", 900), Map.of(new Pair("n2", "n1"), 900)));
        terms.put("least gain", TERMS.with(new Terms.LeastGain(1, Duration.ofHours(1), 1)));
        terms.put("of nodes off", TERMS.with(new Terms.LeastGain(0, Duration.ofHours(2), 1)));
        terms.put("of balance", TERMS.with(new Terms.LeastGain(0, Duration.ofHours(1), 2)));
        terms.put("a node", TERMS.parallel(3, 2));
        terms.put("a link", TERMS.parallel(2, 3));
        terms.put("waking", TERMS.waking());
        terms.put("reserve", TERMS.reserving(1));
        terms.put("repair", TERMS.repairing());
        terms.forEach((what, some) -> others.put("terms: " + what, BASE.with(some)));
    }

    private static Terms correctedBy(Map<String, Integer> vms, Map<Pair, Integer> pairs) {
        return TERMS.with(MigrationTime.VMPLACES, new Corrections(vms, pairs));
    }

    private static void rules(Map<String, Problem> others) {
        Strength hard = Strength.HARD;
        Set<String> vms = Set.of("v1", "v2");
        Set<String> nodes = Set.of("n1", "n2");
        List<Rule> rules = List.of(
                new Rule.Spread("r", hard, vms),
                new Rule.Spread("s", hard, vms),
                new Rule.Spread("r", hard, Set.of("v1", "v3")),
                new Rule.Spread("r", Strength.CONTINUOUS, vms),
                new Rule.Spread("r", new Strength.Soft(1), vms),
                new Rule.Spread("r", new Strength.Soft(2), vms),
                new Rule.Gather("r", hard, vms),
                new Rule.Root("r", hard, vms),
                new Rule.Lonely("r", hard, vms),
                new Rule.Ban("r", hard, vms, nodes),
                new Rule.Ban("r", hard, vms, Set.of("n1")),
                new Rule.Fence("r", hard, vms, nodes),
                new Rule.Split("r", hard, List.of(Set.of("v1"), Set.of("v2"))),
                new Rule.Split("r", hard, List.of(Set.of("v1", "v2"))),
                new Rule.Among("r", hard, vms, List.of(Set.of("n1"), Set.of("n2"))),
                new Rule.Among("r", hard, vms, List.of(Set.of("n1", "n2"))),
                new Rule.Quarantine("r", hard, nodes),
                new Rule.Offline("r", hard, nodes),
                new Rule.Online("r", nodes),
                new Rule.Preserve("r", vms, Dimension.CPU, 5),
                new Rule.Preserve("r", vms, Dimension.CPU, 6),
                new Rule.Preserve("r", vms, Dimension.MEMORY, 5),
                new Rule.Overbook("r", nodes, Dimension.CPU, 900),
                new Rule.MaxOnline("r", hard, nodes, 1),
                new Rule.MaxOnline("r", hard, nodes, 2),
                new Rule.RunningCapacity("r", hard, nodes, 1),
                new Rule.ResourceCapacity("r", hard, nodes, Dimension.CPU, 1),
                new Rule.ResourceCapacity("r", hard, nodes, Dimension.MEMORY, 1));
        rules.forEach(rule -> others.put("rule: " + rule, BASE.withRules(List.of(rule))));
    }

    @Test
    void namesDoNotRunIntoEachOther() {
        assertThat(List.of(
                        hashOfNames("1 2", "3"),
                        hashOfNames("1", "2 3"),
                        hashOfNames("12", "3"),
                        hashOfNames("1", "23"),
                        hashOfNames("é", "3"),
                        hashOfNames("\ud800", "3"),
                        hashOfNames("\udc00", "3"),
                        hashOfNames("?", "3"),
                        hashOfNames("\ud83d\ude00", "3")))
                .doesNotHaveDuplicates();
    }

    private static String hashOfNames(String one, String other) {
        return InputHash.of(new Problem(
                Goal.RELIEVE,
                List.of(new Node("n", 700, 32_768)),
                List.of(new Vm(one, "n", 1, 1), new Vm(other, "n", 1, 1))));
    }

    @Test
    void figuresKeepTheirSignAndSize() {
        assertThat(LongStream.of(0, 9, 10, -1, -10, 1_000_000, Long.MAX_VALUE, Long.MIN_VALUE)
                        .mapToObj(InputHashTest::written))
                .containsExactly(
                        "0 ", "9 ", "10 ", "-1 ", "-10 ", "1000000 ", "9223372036854775807 ", "-9223372036854775808 ");
    }

    private static String written(long number) {
        return new CanonicalText(0).number(number).toString();
    }
}
