package org.farandole.placement;

import java.time.Duration;
import java.util.Objects;

/**
 * Where the search stops. With the same seed and the same search nodes, and a wall time that is not reached, the same problem
 * has the same answer.
 *
 * @param seed breaks ties
 * @param searchNodes decisions of the solver, over the whole answer
 * @param wall time, by the planner's source of time
 */
public record Limits(long seed, long searchNodes, Duration wall) {

    public Limits {
        Objects.requireNonNull(wall, "wall");
        if (searchNodes < 1 || wall.isNegative() || wall.isZero()) {
            throw new IllegalArgumentException("A search of " + searchNodes + " nodes and " + wall + " finds nothing");
        }
    }
}
