package org.farandole.placement;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The fewest VMs that have to leave each node: a lower bound on the moves of any plan, as in the field's benchmarks (the sum
 * over overloaded nodes of the fewest VMs that must leave).
 */
final class LeastMoves {

    /** No set of VMs that may move is enough. */
    static final int HELD = -1;

    private LeastMoves() {}

    static int[] of(Instance instance) {
        return IntStream.range(0, instance.nodeCount())
                .map(node -> instance.source(node) ? leaving(instance, node) : 0)
                .toArray();
    }

    private static int leaving(Instance instance, int node) {
        return switch (instance.goal) {
            case RELIEVE -> largestFirst(instance, node);
            case EVACUATE ->
                instance.vmsOn(node).allMatch(instance::mayMove)
                        ? (int) instance.vmsOn(node).count()
                        : HELD;
        };
    }

    private static int largestFirst(Instance instance, int node) {
        int[] demands = instance.vmsOn(node)
                .filter(instance::mayMove)
                .mapToObj(vm -> instance.demand[vm])
                .sorted(Comparator.reverseOrder())
                .mapToInt(Integer::intValue)
                .toArray();
        int surplus = instance.surplus(node);
        for (int count = 0; count < demands.length; count++) {
            surplus -= demands[count];
            if (surplus <= 0) {
                return count + 1;
            }
        }
        return HELD;
    }

    static int sum(int[] leastMoves) {
        return Arrays.stream(leastMoves).filter(least -> least != HELD).sum();
    }
}
