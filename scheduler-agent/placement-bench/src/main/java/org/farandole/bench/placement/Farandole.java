package org.farandole.bench.placement;

import java.time.Duration;
import org.farandole.placement.Account;
import org.farandole.placement.Limits;
import org.farandole.placement.Planner;
import org.farandole.placement.Problem;
import org.farandole.placement.Result;
import org.jspecify.annotations.Nullable;

/** Our planner, in this process. */
final class Farandole {

    static final String NAME = "farandole";

    private final Planner planner = new Planner(System::nanoTime);

    Planned plan(Problem problem, long seed, Duration limit) {
        long began = System.nanoTime();
        Result result = planner.plan(problem, new Limits(seed, Long.MAX_VALUE / 4, limit));
        double took = (System.nanoTime() - began) / 1e6;
        Account account = result.account();
        return switch (result) {
            case Result.Planned(var plan, var made) ->
                new Planned(
                        Planned.Status.SOLVED,
                        plan,
                        millis(made.firstPlanAfter(), took),
                        millis(made.bestPlanAfter(), took),
                        took,
                        made.proved(),
                        made.leastMoves());
            case Result.NothingToDo nothing ->
                new Planned(Planned.Status.SOLVED, null, took, took, took, account.proved(), 0);
            case Result.NoPlan none ->
                new Planned(
                        account.proved() ? Planned.Status.IMPOSSIBLE : Planned.Status.TIMEOUT,
                        null,
                        took,
                        took,
                        took,
                        account.proved(),
                        0);
        };
    }

    private static double millis(@Nullable Duration after, double otherwise) {
        return after == null ? otherwise : after.toNanos() / 1e6;
    }
}
