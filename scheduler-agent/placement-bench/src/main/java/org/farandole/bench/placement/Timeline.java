package org.farandole.bench.placement;

import java.time.Duration;
import java.util.List;
import org.farandole.placement.plan.Action;
import org.farandole.placement.plan.Plan;
import org.jspecify.annotations.Nullable;

/** How long a plan takes where every action starts as soon as those it waits for have ended. */
final class Timeline {

    private Timeline() {}

    /** All migrations, one after the other. */
    static double migrationSeconds(@Nullable Plan plan) {
        return plan == null ? 0 : seconds(plan.cost());
    }

    static double makespanSeconds(@Nullable Plan plan) {
        if (plan == null) {
            return 0;
        }
        List<Action> actions = plan.actions();
        double[] ends = new double[actions.size()];
        double last = 0;
        for (int number = 0; number < ends.length; number++) {
            double start = 0;
            for (int earlier : actions.get(number).after()) {
                start = Math.max(start, ends[earlier]);
            }
            ends[number] = start + seconds(actions.get(number).estimate());
            last = Math.max(last, ends[number]);
        }
        return last;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
