package org.farandole.placement.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.farandole.placement.rule.Rule;

/** Where every VM is at one moment: on one node, on two while it migrates, on none while it is suspended. Written naively. */
final class Places {

    private final Instance instance;
    /** By VM. */
    private final List<Set<Integer>> nodes = new ArrayList<>();

    Places(Instance instance, int[] hosts) {
        this.instance = instance;
        for (int host : hosts) {
            nodes.add(host < 0 ? new HashSet<>() : new HashSet<>(Set.of(host)));
        }
    }

    static Places before(Instance instance) {
        return new Places(instance, instance.host);
    }

    void enter(int vm, int node) {
        nodes.get(vm).add(node);
    }

    void leave(int vm, int node) {
        nodes.get(vm).remove(node);
    }

    List<String> faults(boolean elastic) {
        List<String> faults = new ArrayList<>();
        for (int dimension = 0; dimension < instance.dimensions.length; dimension++) {
            if (elastic || instance.rigid(dimension)) {
                addOverloads(dimension, faults);
            }
        }
        for (Rule rule : instance.problem.rules()) {
            int before = before(instance).breach(rule);
            if (rule.continuous() && breach(rule) > before) {
                faults.add(rule.name() + " is broken by " + breach(rule) + ", by " + before + " before: " + nodes);
            }
        }
        return faults;
    }

    private void addOverloads(int dimension, List<String> faults) {
        int[] load = new int[instance.nodeCount()];
        for (int vm = 0; vm < nodes.size(); vm++) {
            for (int node : nodes.get(vm)) {
                load[node] += instance.demand[dimension][vm];
            }
        }
        for (int node = 0; node < load.length; node++) {
            if (load[node] > Math.max(instance.limit[dimension][node], instance.load[dimension][node])) {
                faults.add(instance.nodes.get(node).name() + " has " + load[node] + " of "
                        + instance.dimensions[dimension]);
            }
        }
    }

    private int breach(Rule rule) {
        return switch (rule) {
            case Rule.Spread spread ->
                onEach(spread.vms()).values().stream()
                        .mapToInt(vms -> vms.size() - 1)
                        .sum();
            case Rule.Gather gather -> {
                boolean flying = Arrays.stream(vms(gather.vms()))
                        .anyMatch(vm -> nodes.get(vm).size() > 1);
                yield flying ? 0 : Math.max(0, onEach(gather.vms()).size() - 1);
            }
            case Rule.Split split -> {
                Map<Integer, Integer> groups = new HashMap<>();
                split.groups()
                        .forEach(group -> onEach(group).keySet().forEach(node -> groups.merge(node, 1, Integer::sum)));
                yield groups.values().stream().mapToInt(count -> count - 1).sum();
            }
            case Rule.Among among ->
                among.groups().stream()
                        .mapToInt(group -> {
                            Set<Integer> inside = numbers(instance.nodesOf(group));
                            return (int) Arrays.stream(vms(among.vms()))
                                    .filter(vm -> !inside.containsAll(nodes.get(vm)))
                                    .count();
                        })
                        .min()
                        .orElse(0);
            case Rule.Lonely lonely -> {
                Set<Integer> mine = numbers(vms(lonely.vms()));
                Set<Integer> homes = onEach(lonely.vms()).keySet();
                int strangers = 0;
                for (int vm = 0; vm < nodes.size(); vm++) {
                    strangers += mine.contains(vm) ? 0 : common(nodes.get(vm), homes);
                }
                yield strangers;
            }
            case Rule.MaxOnline online -> {
                Set<Integer> used = new HashSet<>();
                nodes.forEach(used::addAll);
                yield Math.max(0, common(numbers(instance.nodesOf(online.nodes())), used) - online.most());
            }
            case Rule.RunningCapacity capacity -> Math.max(0, inside(capacity.nodes()).length - capacity.most());
            case Rule.ResourceCapacity capacity -> {
                int dimension = instance.dimension(capacity.dimension());
                int sum = Arrays.stream(inside(capacity.nodes()))
                        .map(vm -> instance.demand[dimension][vm])
                        .sum();
                yield Math.max(0, sum - capacity.most());
            }
            case Rule.Ban _, Rule.Fence _, Rule.Root _, Rule.Quarantine _, Rule.Offline _ -> 0;
            case Rule.Preserve _, Rule.Overbook _, Rule.Online _ -> 0;
        };
    }

    private int[] inside(Set<String> names) {
        Set<Integer> set = numbers(instance.nodesOf(names));
        return java.util.stream.IntStream.range(0, nodes.size())
                .filter(vm -> common(nodes.get(vm), set) > 0)
                .toArray();
    }

    private static int common(Set<Integer> one, Set<Integer> other) {
        return (int) one.stream().filter(other::contains).count();
    }

    private int[] vms(Set<String> names) {
        return instance.vmsOf(names);
    }

    private static Set<Integer> numbers(int[] some) {
        Set<Integer> numbers = new HashSet<>();
        Arrays.stream(some).forEach(numbers::add);
        return numbers;
    }

    private Map<Integer, Set<Integer>> onEach(Set<String> names) {
        Map<Integer, Set<Integer>> on = new HashMap<>();
        for (int vm : vms(names)) {
            nodes.get(vm)
                    .forEach(node ->
                            on.computeIfAbsent(node, key -> new HashSet<>()).add(vm));
        }
        return on;
    }
}
