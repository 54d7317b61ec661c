package org.farandole.placement;

import java.util.function.LongSupplier;
import org.farandole.placement.search.Planning;

/**
 * Plans: the goal first, then the least cost, then the most room. Hard in every plan: nothing rigid above its limit at any
 * moment, no healthy node overloaded, nothing onto a node that is draining, held or off, no hard rule broken that held.
 *
 * <p>Thread-safe: calls share nothing.
 */
public final class Planner {

    private final LongSupplier nanos;

    /** @param nanos a source of time that only rises, in nanoseconds, for the wall limit and the account */
    public Planner(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Always answers, within about the wall time of the limits. */
    public Result plan(Problem problem, Limits limits) {
        return new Planning(problem, limits, nanos).answer();
    }
}
