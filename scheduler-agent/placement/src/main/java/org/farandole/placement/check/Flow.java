package org.farandole.placement.check;

import java.util.Arrays;

/**
 * The greatest flow from sources through pairs to sinks, by augmenting paths (Ford and Fulkerson). Its minimum cut answers which
 * set of projects pays for the tools it needs; with capacities of 1 it is a matching.
 */
final class Flow {

    private final long[] supply;
    private final long[] demand;
    private final boolean[][] pair;
    /** What goes from each source to each sink. */
    private final long[][] sent;

    Flow(long[] supply, long[] demand, boolean[][] pair) {
        this.supply = supply.clone();
        this.demand = demand.clone();
        this.pair = pair;
        sent = new long[supply.length][demand.length];
    }

    long greatest() {
        long total = 0;
        for (int source = 0; source < supply.length; source++) {
            long more = augment(source);
            while (more > 0) {
                total += more;
                more = augment(source);
            }
        }
        return total;
    }

    private long augment(int source) {
        return supply[source] == 0 ? 0 : push(source, supply[source], new boolean[supply.length], true);
    }

    /** Pushes up to that much out of a source, over others' if need be. */
    private long push(int source, long most, boolean[] seen, boolean own) {
        seen[source] = true;
        for (int sink = 0; sink < demand.length; sink++) {
            if (pair[source][sink]) {
                long pushed = Math.min(most, demand[sink]);
                demand[sink] -= pushed;
                for (int other = 0; pushed == 0 && other < supply.length; other++) {
                    if (!seen[other] && sent[other][sink] > 0) {
                        pushed = push(other, Math.min(most, sent[other][sink]), seen, false);
                        sent[other][sink] -= pushed;
                    }
                }
                if (pushed > 0) {
                    sent[source][sink] += pushed;
                    supply[source] -= own ? pushed : 0;
                    return pushed;
                }
            }
        }
        return 0;
    }

    /** The most items of which no two are ordered, of a strict order: their number less the greatest matching (Dilworth). */
    static long widest(boolean[][] isBefore) {
        long[] one = new long[isBefore.length];
        Arrays.fill(one, 1);
        return isBefore.length - new Flow(one, one, isBefore).greatest();
    }
}
