package org.farandole.placement;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.chocosolver.solver.Solver;
import org.jspecify.annotations.Nullable;

/** What one answer has cost so far, over all its searches, and how much is left. */
final class Effort {

    private final Limits limits;
    private final LongSupplier nanos;
    private final long started;
    private long searchNodes;
    private long fails;
    private @Nullable Duration firstPlanAfter;

    Effort(Limits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
        started = nanos.getAsLong();
    }

    long seed() {
        return limits.seed();
    }

    /** Lets a search run for at most so many nodes, and never beyond the limits of the whole. */
    void limit(Solver solver, long searchNodesOfThis) {
        long most = Math.min(searchNodesOfThis, limits.searchNodes() - searchNodes);
        solver.addStopCriterion(() -> solver.getNodeCount() >= most || outOfTime());
    }

    void spent(Solver solver) {
        searchNodes += solver.getNodeCount();
        fails += solver.getFailCount();
    }

    boolean exhausted() {
        return searchNodes >= limits.searchNodes() || outOfTime();
    }

    void planFound() {
        if (firstPlanAfter == null) {
            firstPlanAfter = elapsed();
        }
    }

    Account account(boolean proved, int leastMoves) {
        return new Account(elapsed(), firstPlanAfter, limits.seed(), searchNodes, fails, proved, leastMoves);
    }

    private boolean outOfTime() {
        return elapsed().compareTo(limits.wall()) >= 0;
    }

    private Duration elapsed() {
        return Duration.ofNanos(nanos.getAsLong() - started);
    }
}
