package org.farandole.bench.placement;

import org.farandole.placement.plan.Plan;
import org.jspecify.annotations.Nullable;

/**
 * What a planner answered.
 *
 * @param plan none where nothing has to move, or there is none
 * @param firstMillis until the first plan, or until it said that there is none
 * @param bestMillis until the one that it gave, likewise
 * @param tookMillis until it answered
 * @param leastMoves a lower bound on moves that it gave; 0 if none
 */
record Planned(
        Status status,
        @Nullable Plan plan,
        double firstMillis,
        double bestMillis,
        double tookMillis,
        boolean proved,
        int leastMoves) {

    enum Status {
        SOLVED,
        IMPOSSIBLE,
        TIMEOUT
    }

    int moves() {
        return plan == null ? 0 : plan.moves();
    }
}
