package org.farandole.placement.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;

/** Answers about orders by trying all of them, one move at a time: where any order is lawful, one without overlaps is. */
final class SequenceOracle {

    private static final int SUSPENDED = -1;

    private final Instance instance;

    SequenceOracle(Instance instance) {
        this.instance = instance;
    }

    /** Whether the ways can be gone, each hop of a way after the one before it. @param ways nodes, from the first after the host */
    boolean hasOrder(Map<Integer, int[]> ways, boolean elastic) {
        return hasOrder(ways, instance.host.clone(), new HashMap<>(), elastic, new HashSet<>());
    }

    private boolean hasOrder(
            Map<Integer, int[]> ways,
            int[] at,
            Map<Integer, Integer> gone,
            boolean elastic,
            Set<Map<Integer, Integer>> dead) {
        if (ways.entrySet().stream().allMatch(way -> gone.getOrDefault(way.getKey(), 0) == way.getValue().length)) {
            return true;
        }
        if (dead.contains(gone)) {
            return false;
        }
        for (Map.Entry<Integer, int[]> way : ways.entrySet()) {
            int vm = way.getKey();
            int hop = gone.getOrDefault(vm, 0);
            if (hop < way.getValue().length && isLawful(at, vm, way.getValue()[hop], elastic)) {
                int from = at[vm];
                at[vm] = way.getValue()[hop];
                gone.put(vm, hop + 1);
                boolean found = hasOrder(ways, at, gone, elastic, dead);
                gone.put(vm, hop);
                at[vm] = from;
                if (found) {
                    return true;
                }
            }
        }
        dead.add(Map.copyOf(gone));
        return false;
    }

    private boolean isLawful(int[] at, int vm, int to, boolean elastic) {
        Places flying = new Places(instance, at);
        flying.enter(vm, to);
        int[] later = at.clone();
        later[vm] = to;
        return flying.faults(elastic).isEmpty()
                && new Places(instance, later).faults(elastic).isEmpty();
    }

    Map<Integer, int[]> direct(int[] hosts) {
        Map<Integer, int[]> ways = new HashMap<>();
        for (int vm = 0; vm < hosts.length; vm++) {
            if (hosts[vm] != instance.host[vm]) {
                ways.put(vm, new int[] {hosts[vm]});
            }
        }
        return ways;
    }

    /** The least price with one of the moved VMs through one node. */
    OptionalLong withOnePivot(int[] hosts) {
        Map<Integer, int[]> ways = direct(hosts);
        long sum = ways.keySet().stream()
                .mapToLong(vm -> instance.prices.of(vm, instance.host[vm], hosts[vm]))
                .sum();
        long least = Long.MAX_VALUE;
        for (int vm : List.copyOf(ways.keySet())) {
            int host = instance.host[vm];
            for (int spare = 0; spare < instance.nodeCount(); spare++) {
                long price = sum
                        - instance.prices.of(vm, host, hosts[vm])
                        + instance.prices.of(vm, host, spare)
                        + instance.prices.of(vm, spare, hosts[vm]);
                if (instance.mayGo(vm, spare) && spare != hosts[vm] && price < least) {
                    ways.put(vm, new int[] {spare, hosts[vm]});
                    least = hasOrder(ways, false) ? price : least;
                    ways.put(vm, new int[] {hosts[vm]});
                }
            }
        }
        return least == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(least);
    }

    private record Reached(long price, List<Integer> at) {}

    /** The least price at which any moves of any VMs, but back home, lead there (Dijkstra). @param suspensions are allowed, at no price */
    OptionalLong leastPrice(int[] hosts, boolean suspensions) {
        Map<List<Integer>, Long> best = new HashMap<>();
        PriorityQueue<Reached> open = new PriorityQueue<>((one, other) -> Long.compare(one.price(), other.price()));
        List<Integer> goal = Arrays.stream(hosts).boxed().toList();
        open.add(new Reached(0, Arrays.stream(instance.host).boxed().toList()));
        while (!open.isEmpty()) {
            Reached next = open.remove();
            if (next.at().equals(goal)) {
                return OptionalLong.of(next.price());
            }
            if (best.putIfAbsent(next.at(), next.price()) == null) {
                addNeighbours(next, suspensions, open);
            }
        }
        return OptionalLong.empty();
    }

    private void addNeighbours(Reached from, boolean suspensions, PriorityQueue<Reached> open) {
        int[] at = from.at().stream().mapToInt(node -> node).toArray();
        for (int vm = 0; vm < at.length; vm++) {
            int here = at[vm];
            if (!instance.mayMove[vm]) {
                continue;
            }
            for (int node = 0; node < instance.nodeCount(); node++) {
                boolean comesBack = node == instance.host[vm] && here != SUSPENDED;
                if (node != here
                        && !comesBack
                        && instance.open.get(node)
                        && instance.suits(vm, node)
                        && isLawful(at, vm, node, false)) {
                    long price = here == SUSPENDED ? 0 : instance.prices.of(vm, here, node);
                    open.add(reached(from.price() + price, at, vm, node));
                }
            }
            if (suspensions && here != SUSPENDED && instance.vms.get(vm).maySuspend()) {
                open.add(reached(from.price(), at, vm, SUSPENDED));
            }
        }
    }

    private static Reached reached(long price, int[] at, int vm, int node) {
        int[] later = at.clone();
        later[vm] = node;
        return new Reached(price, Arrays.stream(later).boxed().toList());
    }

    /** Whether any VM can begin to move. */
    boolean anyFirstMove() {
        PriorityQueue<Reached> open = new PriorityQueue<>((one, other) -> Long.compare(one.price(), other.price()));
        addNeighbours(new Reached(0, Arrays.stream(instance.host).boxed().toList()), true, open);
        return !open.isEmpty();
    }
}
