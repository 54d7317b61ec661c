package org.farandole.placement.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Where the goal cannot be reached: moves that bring it nearer and leave no node worse, each to where most room is left, as long
 * as there are any. A rough answer, and said to be one.
 */
final class Partial {

    /** Of a set of moves that grows, an order is asked for no more often than that. */
    private static final int MOST_ORDERS = 100;

    private final Instance instance;
    private final Effort effort;
    private final Arrangement at;

    Partial(Instance instance, Effort effort) {
        this.instance = instance;
        this.effort = effort;
        at = new Arrangement(instance);
    }

    Best nearest() {
        Best best = new Best(instance, effort);
        IntStream.of(troubled()).forEach(this::relieve);
        if (!best.keep(at)) {
            IntStream.of(moved()).forEach(vm -> at.move(vm, instance.host[vm]));
            oneByOne(best);
        }
        return best;
    }

    private int[] troubled() {
        return IntStream.range(0, instance.nodeCount())
                .filter(node -> at.isOver(node) || instance.nodesToLeave.get(node))
                .toArray();
    }

    private int[] moved() {
        return IntStream.range(0, at.host.length)
                .filter(vm -> at.host[vm] != instance.host[vm])
                .toArray();
    }

    /** Where all together has no order: as long as there is one. */
    private void oneByOne(Best best) {
        int asked = 0;
        for (int node : troubled()) {
            for (int vm : largestFirst(node)) {
                if (asked < MOST_ORDERS && wanted(vm, node) && leave(vm)) {
                    asked++;
                    if (!best.keep(at)) {
                        at.move(vm, node);
                    }
                }
            }
        }
    }

    private void relieve(int node) {
        for (int vm : largestFirst(node)) {
            if (wanted(vm, node)) {
                leave(vm);
            }
        }
    }

    private int[] largestFirst(int node) {
        return Arrays.stream(at.vmsOn(node))
                .boxed()
                .sorted(Comparator.comparing((Integer vm) -> -instance.size(vm)).thenComparing(vm -> vm))
                .mapToInt(vm -> vm)
                .toArray();
    }

    private boolean wanted(int vm, int node) {
        return instance.mayMove[vm]
                && instance.host[vm] == node
                && (instance.mustMove[vm] || at.isOver(node) && helps(vm, node));
    }

    private boolean leave(int vm) {
        int home = at.host[vm];
        int to = roomiest(vm);
        if (to < 0) {
            return false;
        }
        at.move(vm, to);
        if (!at.broken.isEmpty()) {
            at.move(vm, home);
            return false;
        }
        return true;
    }

    private boolean helps(int vm, int node) {
        for (int dimension = 0; dimension < at.load.length; dimension++) {
            int most = Math.max(instance.bound[dimension][node], instance.limit[dimension][node]);
            if (at.load[dimension][node] > most && instance.demand[dimension][vm] > 0) {
                return true;
            }
        }
        return false;
    }

    private int roomiest(int vm) {
        int best = -1;
        long most = -1;
        for (int node = instance.open.nextSetBit(0); node >= 0; node = instance.open.nextSetBit(node + 1)) {
            if (instance.mayGo(vm, node) && at.fits(vm, node) && room(node) > most) {
                most = room(node);
                best = node;
            }
        }
        return best;
    }

    private long room(int node) {
        long least = Long.MAX_VALUE;
        for (int dimension = 0; dimension < at.load.length; dimension++) {
            long limit = Math.max(1, instance.limit[dimension][node]);
            least = Math.min(least, (limit - at.load[dimension][node]) * 1_000 / limit);
        }
        return Math.max(0, least);
    }
}
