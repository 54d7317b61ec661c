package org.farandole.placement;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an answer came about. With the same input (see {@link InputHash}), seed and {@code searchNodes}, and wall time enough, it
 * comes about again.
 *
 * @param inputHash of the problem, whatever the order of its items
 * @param seed as given in the limits
 * @param searchNodesLimit as given in the limits
 * @param searchNodes decisions made, over all searches
 * @param fails dead ends, over all searches
 * @param took by the planner's source of time
 * @param firstPlanAfter when the first plan was there; none if there is no full plan
 * @param bestPlanAfter when the one that is given was there; none if there is no full plan
 * @param proved no plan reaches the goal better or at a lower cost; or it is certain that none reaches it
 * @param leastMoves a lower bound on the moves of any plan of the goal's best
 * @param leastTime a lower bound on their time, summed
 */
public record Account(
        String inputHash,
        long seed,
        long searchNodesLimit,
        long searchNodes,
        long fails,
        Duration took,
        @Nullable Duration firstPlanAfter,
        @Nullable Duration bestPlanAfter,
        boolean proved,
        int leastMoves,
        Duration leastTime) {

    public Account {
        Objects.requireNonNull(inputHash, "inputHash");
        Objects.requireNonNull(took, "took");
        Objects.requireNonNull(leastTime, "leastTime");
    }
}
