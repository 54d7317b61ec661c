package org.farandole.placement.search;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.farandole.placement.Account;
import org.farandole.placement.Limits;
import org.jspecify.annotations.Nullable;

/** What one answer has cost so far, over all its searches, and how much is left. */
public final class Effort {

    /** Reading the clock costs as much as some decisions. */
    private static final int DECISIONS_A_LOOK = 64;

    private final Limits limits;
    private final LongSupplier nanos;
    private final BooleanSupplier interrupted;
    private final long started;
    private long searchNodes;
    private long fails;
    private long nextLook;
    private boolean stopped;
    private @Nullable Duration firstPlanAfter;
    private @Nullable Duration bestPlanAfter;

    public Effort(Limits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
        interrupted = limits.interrupted();
        started = nanos.getAsLong();
    }

    /** For a question on the side: that share of the decisions, and what time is left. */
    Effort share(int parts) {
        Duration left = limits.wall().minus(elapsed());
        Duration wall = left.isPositive() ? left : Duration.ofNanos(1);
        return new Effort(
                new Limits(limits.seed(), Math.max(1, limits.searchNodes() / parts), wall, limits.interrupted()),
                nanos);
    }

    public long seed() {
        return limits.seed();
    }

    /** Counts decisions. */
    public void decided(long decisions) {
        searchNodes += decisions;
    }

    /** Counts dead ends. */
    public void failed(long deadEnds) {
        fails += deadEnds;
    }

    public long searchNodes() {
        return searchNodes;
    }

    /** Decisions that are left. */
    public long left() {
        return Math.max(0, limits.searchNodes() - searchNodes);
    }

    /** Whether a limit is reached; looks at the clock now and then only. */
    public boolean exhausted() {
        if (!stopped && searchNodes >= nextLook) {
            nextLook = searchNodes + DECISIONS_A_LOOK;
            stopped = outOfTime();
        }
        return stopped || searchNodes >= limits.searchNodes();
    }

    /** Looks at the clock. */
    public boolean outOfTime() {
        return elapsed().compareTo(limits.wall()) >= 0 || interrupted.getAsBoolean();
    }

    /** A plan was found that is better than any before. */
    public void planFound() {
        bestPlanAfter = elapsed();
        if (firstPlanAfter == null) {
            firstPlanAfter = bestPlanAfter;
        }
    }

    /** An answer has a plan, which was not searched for if none was found. */
    void planGiven() {
        if (firstPlanAfter == null) {
            planFound();
        }
    }

    public Duration elapsed() {
        return Duration.ofNanos(nanos.getAsLong() - started);
    }

    public Account account(String inputHash, boolean proved, int leastMoves, Duration leastTime) {
        return new Account(
                inputHash,
                limits.seed(),
                limits.searchNodes(),
                searchNodes,
                fails,
                elapsed(),
                firstPlanAfter,
                bestPlanAfter,
                proved,
                leastMoves,
                leastTime);
    }
}
