package org.farandole.placement;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an answer came about.
 *
 * @param took by the planner's source of time
 * @param firstPlanAfter when the first plan was there; none if there is no full plan
 * @param seed as given in the limits
 * @param searchNodes the solver's decisions, over all its searches
 * @param fails the solver's dead ends, over all its searches
 * @param proved a plan has the fewest moves there can be, and is the cheapest of those; or it is certain that there is none
 * @param leastMoves a lower bound on the moves of any full plan
 */
public record Account(
        Duration took,
        @Nullable Duration firstPlanAfter,
        long seed,
        long searchNodes,
        long fails,
        boolean proved,
        int leastMoves) {

    public Account {
        Objects.requireNonNull(took, "took");
    }
}
