package org.farandole.placement.search;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Where the goal cannot be reached: moves that bring it nearer and leave no node worse, each to where most room is left, as long
 * as there are any. A rough answer, and said to be one.
 */
final class Partial {

    private final Instance instance;
    private final Effort effort;
    private final Arrangement at;
    private final Sequencer sequencer;

    Partial(Instance instance, Effort effort) {
        this.instance = instance;
        this.effort = effort;
        at = new Arrangement(instance);
        sequencer = new Sequencer(instance);
    }

    Best nearest() {
        Best best = new Best(instance, effort);
        int[] nodes = java.util.stream.IntStream.range(0, instance.nodeCount())
                .filter(node -> at.isOver(node) || instance.nodesToLeave.get(node))
                .toArray();
        for (int node : nodes) {
            relieve(node, best);
        }
        return best;
    }

    private void relieve(int node, Best best) {
        int[] vms = Arrays.stream(at.vmsOn(node))
                .boxed()
                .sorted(Comparator.comparing((Integer vm) -> -instance.size(vm)).thenComparing(vm -> vm))
                .mapToInt(vm -> vm)
                .toArray();
        for (int vm : vms) {
            boolean wanted = instance.mustMove[vm] || at.isOver(node) && helps(vm, node);
            if (wanted && instance.mayMove[vm] && instance.host[vm] == node) {
                leave(vm, best);
            }
        }
    }

    private void leave(int vm, Best best) {
        int home = at.host[vm];
        int to = roomiest(vm);
        if (to < 0) {
            return;
        }
        at.move(vm, to);
        boolean lawful = at.broken.isEmpty() && sequencer.of(at.host) instanceof Sequenced.Ordered;
        if (lawful) {
            best.keep(at);
        } else {
            at.move(vm, home);
        }
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
