package org.farandole.placement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.farandole.placement.rule.Rule;

/** Seeded problems of the field's kinds; the same seed gives the same problem. */
public final class Instances {

    private static final int CPU = 700;
    private static final int GIBIBYTE = 1_024;
    private static final int VMS_A_NODE = 10;

    private Instances() {}

    private static int demand(Random random) {
        return (int) Math.round(Math.clamp(random.nextGaussian(60, 20), 0, 100) / 10) * 10;
    }

    private static List<Node> nodes(int count, int memoryMiB) {
        return IntStream.range(0, count)
                .mapToObj(node -> new Node(name(node), CPU, memoryMiB))
                .toList();
    }

    private static String name(int node) {
        return "node-%04d".formatted(node);
    }

    /** What fills a node, VM by VM. */
    @FunctionalInterface
    private interface Filling {
        Vm vm(String name, String host);
    }

    private static List<Vm> vms(int nodes, Filling filling) {
        List<Vm> vms = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            for (int vm = 0; vm < VMS_A_NODE; vm++) {
                vms.add(filling.vm("vm-%04d-%d".formatted(node, vm), name(node)));
            }
        }
        return vms;
    }

    /** VMPlaceS's load: ten VMs of 1 GiB a node, demand N(60, 20) in steps of 10; the first node is overloaded for sure. */
    public static Problem easy(long seed, int nodes) {
        Random random = new Random(seed);
        int[] load = new int[nodes];
        List<Vm> vms = vms(nodes, (name, host) -> {
            int demand = demand(random);
            if (name.equals("vm-0000-9")) {
                demand = Math.max(demand, CPU + 10 - load[0]);
            }
            load[0] += host.equals(name(0)) ? demand : 0;
            return new Vm(name, host, demand, GIBIBYTE);
        });
        return new Problem(Goal.RELIEVE, nodes(nodes, 32 * GIBIBYTE), vms);
    }

    /** 95 % of all CPU demanded and 90 % of all memory taken, VMs of 1 to 4 GiB. */
    public static Problem tight(long seed, int nodes) {
        Random random = new Random(seed);
        int count = nodes * VMS_A_NODE;
        int[] cpu = IntStream.range(0, count)
                .map(vm -> Math.max(10, demand(random)))
                .toArray();
        int[] memory = IntStream.range(0, count)
                .map(vm -> GIBIBYTE << random.nextInt(3))
                .toArray();
        int mostOnANode = 0;
        for (int node = 0; node < nodes; node++) {
            mostOnANode = Math.max(
                    mostOnANode,
                    IntStream.range(node * VMS_A_NODE, (node + 1) * VMS_A_NODE)
                            .map(vm -> memory[vm])
                            .sum());
        }
        int each =
                Math.max(mostOnANode, (int) (IntStream.of(memory).asLongStream().sum() * 10 / 9 / nodes));
        long demanded = IntStream.of(cpu).asLongStream().sum();
        long allowed = (long) nodes * CPU * 95 / 100;
        int[] next = {0};
        List<Vm> vms = vms(nodes, (name, host) -> {
            int vm = next[0]++;
            return new Vm(name, host, (int) (cpu[vm] * allowed / demanded), memory[vm]);
        });
        return new Problem(Goal.RELIEVE, nodes(nodes, each), vms);
    }

    /** The easy one, with rules of each kind on a third of the VMs. */
    public static Problem ruled(long seed, int nodes) {
        Problem easy = easy(seed, nodes);
        List<Rule> rules = new RandomRules(new Random(seed ^ 0x5EED), easy).onAThird();
        return RandomRules.without(easy, rules);
    }

    /** No spare memory but in one node of four: VMs have to change places. */
    public static Problem swap(long seed, int nodes) {
        Random random = new Random(seed);
        List<Node> all = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            all.add(new Node(name(node), CPU, (node % 4 == 3 ? 11 : 10) * GIBIBYTE));
        }
        return new Problem(Goal.RELIEVE, all, vms(nodes, (name, host) -> new Vm(name, host, demand(random), GIBIBYTE)));
    }

    /** About 30 % of CPU demanded, to be had on fewer nodes. */
    public static Problem sparse(long seed, int nodes) {
        Random random = new Random(seed);
        return new Problem(
                Goal.CONSOLIDATE,
                nodes(nodes, 32 * GIBIBYTE),
                vms(nodes, (name, host) -> new Vm(name, host, demand(random) / 2 / 10 * 10 - 0, GIBIBYTE)));
    }

    /** CPU, memory, disk, network and one more; one of them is short. */
    public static Problem dimensions(long seed, int nodes) {
        Random random = new Random(seed);
        Dimension licences = new Dimension("licences", "seats", true);
        List<Dimension> others = List.of(Dimension.DISK, Dimension.NETWORK, licences);
        Dimension scarce = others.get(random.nextInt(others.size()));
        Map<String, Integer> taken = new HashMap<>();
        List<Vm> vms = vms(nodes, (name, host) -> {
            Amounts demand = Amounts.of(demand(random), GIBIBYTE << random.nextInt(2));
            for (Dimension other : others) {
                int amount = other.equals(licences) ? random.nextInt(3) : 10 * (1 + random.nextInt(9));
                demand = demand.and(other, amount);
                taken.merge(host + other, amount, Integer::sum);
            }
            return new Vm(name, host, demand);
        });
        List<Node> all = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            String name = name(node);
            Amounts capacity = Amounts.of(2 * CPU, 32 * GIBIBYTE);
            for (Dimension other : others) {
                int here = taken.getOrDefault(name + other, 0);
                int plenty = other.equals(licences) ? 40 : 1_500;
                int short_ = Math.max(1, here * (90 + random.nextInt(30)) / 100);
                capacity = capacity.and(other, other.equals(scarce) ? short_ : plenty);
            }
            all.add(new Node(name, capacity));
        }
        return new Problem(Goal.RELIEVE, all, vms);
    }

    /** Its nodes, VMs and rules in another order. */
    public static Problem permuted(Problem problem, long seed) {
        Random random = new Random(seed);
        List<Node> nodes = new ArrayList<>(problem.nodes());
        List<Vm> vms = new ArrayList<>(problem.vms());
        List<Rule> rules = new ArrayList<>(problem.rules());
        Collections.shuffle(nodes, random);
        Collections.shuffle(vms, random);
        Collections.shuffle(rules, random);
        return new Problem(problem.goal(), nodes, vms, rules, problem.terms());
    }

    /** With more of every dimension on one of its nodes. */
    public static Problem roomier(Problem problem, long seed) {
        List<Node> nodes = new ArrayList<>(problem.nodes());
        int chosen = new Random(seed).nextInt(nodes.size());
        Node node = nodes.get(chosen);
        Amounts more = node.capacity();
        for (Map.Entry<Dimension, Integer> each : node.capacity().of().entrySet()) {
            more = more.and(each.getKey(), each.getValue() + each.getValue() / 3 + 1);
        }
        nodes.set(
                chosen,
                new Node(node.name(), more, node.overbookingPermille(), node.power(), node.draining(), node.heldBy()));
        return problem.withNodes(nodes);
    }
}
