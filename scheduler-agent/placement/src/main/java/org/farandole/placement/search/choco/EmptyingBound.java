package org.farandole.placement.search.choco;

import java.util.Arrays;
import org.chocosolver.solver.ICause;
import org.chocosolver.solver.exception.ContradictionException;

/** What it costs at least to empty as many nodes as have to be, the cheapest ones. */
final class EmptyingBound {

    private final Gauge gauge;
    private final PriceTally tally;
    /** By node: how much more emptying costs than what has to leave anyway. */
    private final long[] more;

    private final long[] rising;
    /** The dearest that is taken, and the cheapest that is not. */
    private long dearestTaken;

    private long cheapestLeft;
    private int taken;

    EmptyingBound(Gauge gauge, PriceTally tally) {
        this.gauge = gauge;
        this.tally = tally;
        more = new long[tally.cover.length];
        rising = new long[more.length];
    }

    /** To be added to the covers. */
    long take() {
        taken = gauge.toBeEmptied();
        if (taken == 0) {
            return 0;
        }
        int candidates = 0;
        for (int node = 0; node < more.length; node++) {
            if (gauge.mayBeEmptied(node)) {
                more[node] = tally.emptying[node] - tally.cover[node];
                rising[candidates++] = more[node];
            }
        }
        Arrays.sort(rising, 0, candidates);
        taken = Math.min(taken, candidates);
        long sum = 0;
        for (int i = 0; i < taken; i++) {
            sum += rising[i];
        }
        dearestTaken = taken > 0 ? rising[taken - 1] : 0;
        cheapestLeft = taken < candidates ? rising[taken] : Long.MAX_VALUE;
        return sum;
    }

    /** Nodes that are too dear to empty stay in use; those that have to go for the rest to be cheap enough, go. */
    boolean filter(long slack, ICause cause) throws ContradictionException {
        if (taken == 0 || !(gauge instanceof NodeGauge nodes)) {
            return false;
        }
        boolean changed = false;
        for (int node = 0; node < more.length; node++) {
            if (gauge.mayBeEmptied(node)) {
                var used = nodes.used(node);
                if (used != null && more[node] - dearestTaken > slack) {
                    changed |= used.setToTrue(cause);
                } else if (used != null && cheapestLeft != Long.MAX_VALUE && cheapestLeft - more[node] > slack) {
                    changed |= used.setToFalse(cause);
                }
            }
        }
        return changed;
    }

    /** By how much the bound rises at least if a VM leaves the node where it was first. @param toLeave the VM's own price */
    long increase(int node, long toLeave) {
        long above = Math.max(0, toLeave - tally.cover[node]);
        return taken > 0 && gauge.mayBeEmptied(node) ? Math.clamp(more[node] - dearestTaken, 0, above) : above;
    }
}
