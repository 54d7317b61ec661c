package org.farandole.placement.search;

import java.util.BitSet;

/**
 * Of plans that cost the same, one that leaves more room for demands to change: the tightest of the nodes that the plan touches
 * first. Room is what is left below the limit, less two standard deviations of the demand on the node. A tie-break by local
 * changes of destinations, without proof.
 */
final class Headroom {

    private static final int MOST_MOVES = 64;
    private static final int ROUNDS = 3;

    private final Instance instance;
    private final Best best;
    private final Arrangement at;

    Headroom(Instance instance, Best best) {
        this.instance = instance;
        this.best = best;
        at = new Arrangement(instance);
    }

    void improve() {
        Best.Solution solution = best.solution();
        if (solution == null) {
            return;
        }
        BitSet moved = new BitSet();
        for (int vm = 0; vm < solution.hosts().length; vm++) {
            if (solution.hosts()[vm] != at.host[vm]) {
                at.move(vm, solution.hosts()[vm]);
                moved.set(vm);
            }
        }
        if (moved.cardinality() <= MOST_MOVES && at.price + at.penalty == solution.price()) {
            boolean better = true;
            for (int round = 0; round < ROUNDS && better; round++) {
                better = moved.stream().filter(this::betterPlace).count() > 0;
            }
        }
    }

    private boolean betterPlace(int vm) {
        int before = at.host[vm];
        long price = at.price + at.penalty;
        int chosen = before;
        long most = room(before);
        for (int node = instance.open.nextSetBit(0); node >= 0; node = instance.open.nextSetBit(node + 1)) {
            if (node != before
                    && keepsMeasure(before, node)
                    && instance.mayGo(vm, node)
                    && at.fits(vm, node)
                    && room(node, vm) > most) {
                at.move(vm, node);
                boolean lawful = at.price + at.penalty == price && at.over.isEmpty() && at.broken.isEmpty();
                if (lawful && best.asGood(at)) {
                    chosen = node;
                    most = room(node);
                }
                at.move(vm, before);
            }
        }
        if (chosen == before) {
            return false;
        }
        at.move(vm, chosen);
        return best.swapFor(at);
    }

    private boolean keepsMeasure(int from, int node) {
        return switch (instance.goal) {
            case RELIEVE, EVACUATE -> true;
            case CONSOLIDATE -> at.count[node] > 0 && at.count[from] > 1;
            case BALANCE -> false;
        };
    }

    private long room(int node) {
        return room(node, -1);
    }

    /** In thousandths of the limit, in the tightest dimension. */
    private long room(int node, int arriving) {
        long least = Long.MAX_VALUE;
        for (int dimension = 0; dimension < at.load.length; dimension++) {
            long limit = Math.max(1, instance.limit[dimension][node]);
            long load = at.load[dimension][node];
            long variance = 0;
            for (int vm = at.firstOn(node); vm >= 0; vm = at.nextOf(vm)) {
                variance += instance.variance[dimension][vm];
            }
            if (arriving >= 0) {
                load += instance.demand[dimension][arriving];
                variance += instance.variance[dimension][arriving];
            }
            long deviations = variance == 0 ? 0 : 2 * (long) Math.ceil(Math.sqrt(variance));
            least = Math.min(least, (limit - load - deviations) * 1_000 / limit);
        }
        return least;
    }
}
