package org.farandole.placement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.farandole.placement.Terms.LeastGain;
import org.farandole.placement.cost.Corrections;
import org.farandole.placement.cost.Corrections.Pair;
import org.farandole.placement.cost.MigrationTime;
import org.farandole.placement.rule.Rule;

/** Problems of two to four nodes and up to seven VMs with everything in short supply: memory, CPU, permission. */
public final class TinyInstances {

    private static final Dimension SLOTS = new Dimension("slots", "slots", true);
    private static final int MEBIBYTES = 256;

    private final Random random;
    private final boolean scarce;
    private final boolean third;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Vm> vms = new ArrayList<>();

    private TinyInstances(long seed, boolean scarce) {
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.scarce = scarce;
        third = random.nextInt(4) == 0;
    }

    /** Of everything: rules, orders of moves that matter, nodes that are off, draining, or held. */
    public static Problem ofEverything(Goal goal, Objective objective, long seed) {
        return new TinyInstances(seed, true).problem(goal, objective, true);
    }

    /** Without rules, and with memory that is short on the way. */
    public static Problem ordered(Goal goal, Objective objective, long seed) {
        return new TinyInstances(seed, true).problem(goal, objective, false);
    }

    /** With rules, but with memory enough for any order of moves. */
    public static Problem roomy(Goal goal, Objective objective, long seed) {
        return new TinyInstances(seed, false).problem(goal, objective, true);
    }

    private Problem problem(Goal goal, Objective objective, boolean ruled) {
        int nodeCount = 2 + random.nextInt(3);
        int vmCount = 3 + random.nextInt(nodeCount == 4 ? 3 : 5);
        for (int node = 0; node < nodeCount; node++) {
            nodes.add(node("n" + node, goal));
        }
        Map<String, Integer> free = new HashMap<>();
        nodes.forEach(node -> free.put(node.name(), node.limit(Dimension.MEMORY)));
        for (int vm = 0; vm < vmCount; vm++) {
            Node host = nodes.get(random.nextInt(nodeCount));
            int memory = MEBIBYTES * (1 + random.nextInt(3));
            if (host.power() == Node.Power.ON && (free.getOrDefault(host.name(), 0) >= memory || one(20))) {
                free.merge(host.name(), -memory, Integer::sum);
                vms.add(vm("v" + vm, host.name(), memory));
            }
        }
        if (vms.isEmpty()) {
            nodes.add(new Node("spare", amounts(100, 8 * MEBIBYTES, 4)));
            vms.add(vm("v", "spare", MEBIBYTES));
        }
        Problem bare = new Problem(goal, nodes, vms, List.of(), terms(objective));
        return ruled ? ruled(bare) : bare;
    }

    private Amounts amounts(int cpu, int memory, int slots) {
        Amounts two = Amounts.of(cpu, memory);
        return third ? two.and(SLOTS, slots) : two;
    }

    private Node node(String name, Goal goal) {
        int memory = scarce ? MEBIBYTES * (3 + random.nextInt(5)) : MEBIBYTES * 64;
        Node node = new Node(name, amounts(30 + 10 * random.nextInt(8), memory, scarce ? 2 + random.nextInt(4) : 99));
        node = one(12) ? node.overbooked(Dimension.CPU, 700 + 100 * random.nextInt(7)) : node;
        node = one(10) ? node.off() : node;
        node = one(goal == Goal.EVACUATE ? 3 : 9) ? node.drained() : node;
        return one(14) ? node.heldBy("isp 9") : node;
    }

    private boolean one(int inSoMany) {
        return random.nextInt(inSoMany) == 0;
    }

    private Vm vm(String name, String host, int memory) {
        Vm vm = new Vm(name, host, amounts(10 * random.nextInt(6), memory, random.nextInt(3)));
        vm = one(9) ? vm.coolingDownFor(Duration.ofSeconds(60)) : vm;
        vm = one(6) ? vm.notTo(Set.of("n" + random.nextInt(nodes.size()), "elsewhere")) : vm;
        vm = one(8) ? vm.suspendable() : vm;
        vm = one(3) ? vm.dirtying(random.nextInt(60)) : vm;
        return one(3) ? vm.varyingBy(Amounts.of(Dimension.CPU, random.nextInt(20))) : vm;
    }

    private Terms terms(Objective objective) {
        Terms terms = Terms.USUAL
                .with(objective)
                .with(new LeastGain(one(5) ? 150 : 0, Duration.ofHours(1), 0))
                .parallel(1 + random.nextInt(2), 1 + random.nextInt(2));
        terms = one(4) ? terms.with(MigrationTime.VMPLACES, corrections()) : terms;
        terms = one(3) ? terms.waking() : terms;
        terms = one(4) ? terms.reserving(1) : terms;
        return one(4) ? terms.repairing() : terms;
    }

    private Corrections corrections() {
        return new Corrections(
                Map.of("v0", 500 + random.nextInt(1_500), "v2", 500 + random.nextInt(1_500)),
                Map.of(new Pair("n0", "n1"), 500 + random.nextInt(1_500), new Pair("n1", "n0"), 700));
    }

    private Problem ruled(Problem bare) {
        RandomRules source = new RandomRules(random, bare);
        List<Rule> rules = new ArrayList<>();
        int count = random.nextInt(4);
        for (int rule = 0; rule < count; rule++) {
            rules.add(scarce ? source.any() : source.notContinuous());
        }
        return RandomRules.without(bare, rules);
    }
}
