package org.farandole.placement;

import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * Where the search stops. With the same seed and the same search nodes, and a wall time that is not reached, the same problem
 * has the same answer.
 *
 * @param seed breaks ties and draws neighbourhoods
 * @param searchNodes decisions, over the whole answer
 * @param wall time, by the planner's source of time
 * @param interrupted asked often; once it says yes, the best found so far is the answer
 */
public record Limits(long seed, long searchNodes, Duration wall, BooleanSupplier interrupted) {

    public Limits {
        Objects.requireNonNull(interrupted, "interrupted");
        if (searchNodes < 1 || wall.isNegative() || wall.isZero()) {
            throw new IllegalArgumentException("A search of " + searchNodes + " nodes and " + wall + " finds nothing");
        }
    }

    /** Never interrupted. */
    public Limits(long seed, long searchNodes, Duration wall) {
        this(seed, searchNodes, wall, () -> false);
    }
}
