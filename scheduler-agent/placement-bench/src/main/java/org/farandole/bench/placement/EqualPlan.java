package org.farandole.bench.placement;

import java.time.Duration;
import org.farandole.placement.Problem;

/**
 * When we had a plan with no more moves than BtrPlace's best. That lies between our first plan and our best, which an answer
 * tells; where they differ much, the same problem is planned again under shorter limits, halving what is between.
 */
final class EqualPlan {

    private static final int MOST_TRIALS = 5;
    private static final double CLOSE = 1.15;

    private final Farandole farandole;
    private final Problem problem;
    private final long seed;

    EqualPlan(Farandole farandole, Problem problem, long seed) {
        this.farandole = farandole;
        this.problem = problem;
        this.seed = seed;
    }

    /** Not a number where ours has more moves, or one of the two has no plan. */
    double millis(Planned ours, Planned theirs) {
        boolean both = ours.status() == Planned.Status.SOLVED && theirs.status() == Planned.Status.SOLVED;
        if (!both || ours.moves() > theirs.moves()) {
            return Double.NaN;
        }
        double before = ours.firstMillis();
        double equal = ours.bestMillis();
        double limit = before * CLOSE;
        for (int trial = 0; trial < MOST_TRIALS && equal > before * CLOSE; trial++) {
            Planned again = farandole.plan(problem, seed, Duration.ofNanos((long) (limit * 1e6)));
            boolean asGood = again.status() == Planned.Status.SOLVED && again.moves() <= theirs.moves();
            if (asGood) {
                equal = Math.min(equal, again.bestMillis());
            } else {
                before = Math.max(before, limit);
            }
            limit = Math.sqrt(before * equal);
        }
        return equal;
    }
}
