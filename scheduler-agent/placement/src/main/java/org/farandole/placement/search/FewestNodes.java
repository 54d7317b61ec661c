package org.farandole.placement.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/** How many nodes have VMs, those that are never switched off apart; and lower bounds on it and on what it costs. */
final class FewestNodes {

    private final Instance instance;
    /** Nodes that keep a VM whatever happens. */
    private final BitSet stuck = new BitSet();

    FewestNodes(Instance instance) {
        this.instance = instance;
        IntStream.range(0, instance.vmCount())
                .filter(vm -> !instance.mayMove[vm])
                .forEach(vm -> stuck.set(instance.host[vm]));
    }

    long used(int[] hosts) {
        BitSet used = new BitSet();
        IntStream.of(hosts).forEach(used::set);
        used.andNot(instance.kept);
        return used.cardinality();
    }

    boolean mayEmpty(int node) {
        return !stuck.get(node) && !instance.kept.get(node);
    }

    /** In each dimension, the largest nodes that together have room for all that is demanded. */
    int least() {
        int least = 0;
        for (int dimension = 0; dimension < instance.dimensions.length; dimension++) {
            least = Math.max(least, least(dimension));
        }
        BitSet needed = (BitSet) stuck.clone();
        needed.andNot(instance.kept);
        return Math.max(least, needed.cardinality());
    }

    private int least(int dimension) {
        long demanded = Arrays.stream(instance.demand[dimension]).asLongStream().sum();
        int[] limits = instance.bound[dimension];
        demanded -= instance.kept.stream().mapToLong(node -> limits[node]).sum();
        int[] rest = IntStream.range(0, instance.nodeCount())
                .filter(node -> !instance.kept.get(node))
                .map(node -> limits[node])
                .sorted()
                .toArray();
        int count = 0;
        for (int i = rest.length - 1; i >= 0 && demanded > 0; i--) {
            demanded -= rest[i];
            count++;
        }
        return count;
    }

    /** The nodes that are emptied are at best those that cost least to empty. */
    long leastPrice(long nodesInUse) {
        long[] prices = new long[instance.nodeCount()];
        for (int vm = 0; vm < instance.vmCount(); vm++) {
            prices[instance.host[vm]] += instance.prices.least(vm);
        }
        BitSet used = new BitSet();
        Arrays.stream(instance.host).forEach(used::set);
        used.andNot(instance.kept);
        long emptied = used.cardinality() - nodesInUse;
        return used.stream()
                .filter(this::mayEmpty)
                .mapToLong(node -> prices[node])
                .sorted()
                .limit(Math.max(0, emptied))
                .sum();
    }
}
