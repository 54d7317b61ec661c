package org.farandole.placement.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.farandole.placement.Amounts;
import org.farandole.placement.Dimension;
import org.farandole.placement.Goal;
import org.farandole.placement.Node;
import org.farandole.placement.Objective;
import org.farandole.placement.Problem;
import org.farandole.placement.Terms;
import org.farandole.placement.Vm;
import org.farandole.placement.rule.Rule;
import org.farandole.placement.rule.Strength;

/** Seeded small instances that are short of room, and lawful hosts for their VMs. */
final class SequenceCases {

    private static final int TRIES = 300;

    private final Random random;

    private SequenceCases(long seed) {
        random = new Random(seed);
    }

    record Case(Instance instance, int[] hosts) {}

    /** @param ruled with continuous rules */
    static Optional<Case> of(long seed, int mostMoves, boolean ruled) {
        return new SequenceCases(seed).find(mostMoves, ruled);
    }

    private Optional<Case> find(int mostMoves, boolean ruled) {
        Instance instance = instance(ruled);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int[] hosts = instance.host.clone();
            for (int moves = 1 + random.nextInt(mostMoves); moves > 0; moves--) {
                int vm = random.nextInt(hosts.length);
                int node = random.nextInt(instance.nodeCount());
                hosts[vm] = instance.mayGo(vm, node) ? node : hosts[vm];
            }
            boolean moves = !java.util.Arrays.equals(hosts, instance.host);
            if (moves && new Places(instance, hosts).faults(true).isEmpty()) {
                return Optional.of(new Case(instance, hosts));
            }
        }
        return Optional.empty();
    }

    private Instance instance(boolean ruled) {
        int nodeCount = 3 + random.nextInt(2);
        int vmCount = 4 + random.nextInt(3);
        boolean disk = random.nextInt(3) == 0;
        int[] memory = new int[nodeCount];
        List<Vm> vms = new ArrayList<>();
        for (int vm = 0; vm < vmCount; vm++) {
            int host = random.nextInt(nodeCount);
            int size = 1 + random.nextInt(3);
            memory[host] += size;
            Amounts demand = Amounts.of(10 * random.nextInt(4), 1_024 * size);
            Vm one = new Vm("v" + vm, "n" + host, disk ? demand.and(Dimension.DISK, random.nextInt(3)) : demand);
            one = random.nextInt(8) == 0 ? one.notTo(Set.of("n" + random.nextInt(nodeCount))) : one;
            one = random.nextInt(12) == 0 ? one.coolingDownFor(Duration.ofSeconds(9)) : one;
            vms.add(random.nextInt(8) == 0 ? one.suspendable() : one);
        }
        List<Node> nodes = new ArrayList<>();
        for (int node = 0; node < nodeCount; node++) {
            int slack = random.nextInt(4) - random.nextInt(2);
            Amounts capacity = Amounts.of(30 + 10 * random.nextInt(5), 1_024 * Math.max(1, memory[node] + slack));
            Node one = new Node("n" + node, disk ? capacity.and(Dimension.DISK, 2 + random.nextInt(4)) : capacity);
            nodes.add(random.nextInt(12) == 0 ? one.drained() : one);
        }
        Terms terms = Terms.USUAL
                .with(random.nextBoolean() ? Objective.LEAST_TIME : Objective.FEWEST_MOVES)
                .parallel(1 + random.nextInt(2), 1 + random.nextInt(2));
        List<Rule> rules = new ArrayList<>();
        for (int rule = ruled ? 1 + random.nextInt(2) : 0; rule > 0; rule--) {
            Rule next = rule("r" + rule, nodeCount, vmCount);
            // To gather what others keep apart is refused at the door.
            if (rules.isEmpty() || !(next instanceof Rule.Gather || rules.getFirst() instanceof Rule.Gather)) {
                rules.add(next);
            }
        }
        return new Instance(new Problem(Goal.EVACUATE, nodes, vms, rules, terms));
    }

    private Rule rule(String name, int nodeCount, int vmCount) {
        Strength always = Strength.CONTINUOUS;
        return switch (random.nextInt(8)) {
            case 0, 1 -> new Rule.Spread(name, always, some("v", vmCount));
            case 2 -> new Rule.Lonely(name, always, some("v", vmCount / 2));
            case 3 -> new Rule.Split(name, always, List.of(Set.of("v0", "v1"), Set.of("v2", "v3")));
            case 4 -> new Rule.Among(name, always, some("v", vmCount), List.of(Set.of("n0", "n1"), Set.of("n2")));
            case 5 -> new Rule.RunningCapacity(name, always, some("n", nodeCount), 1 + random.nextInt(vmCount));
            case 6 ->
                new Rule.ResourceCapacity(name, always, some("n", nodeCount), Dimension.CPU, 20 + random.nextInt(80));
            default ->
                random.nextBoolean()
                        ? new Rule.MaxOnline(name, always, some("n", nodeCount), 1 + random.nextInt(nodeCount))
                        : new Rule.Gather(name, always, some("v", vmCount));
        };
    }

    private Set<String> some(String prefix, int count) {
        Set<String> names = new TreeSet<>();
        names.add(prefix + random.nextInt(count));
        for (int i = random.nextInt(count); i > 0; i--) {
            names.add(prefix + random.nextInt(count));
        }
        return names;
    }
}
