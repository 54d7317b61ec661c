package org.farandole.placement.plan;

import java.time.Duration;
import java.util.List;

/** How long a plan takes as a whole. */
public final class Makespan {

    private Makespan() {}

    /**
     * The time from the start to the end of the last action, if every action starts as soon as what it waits for is complete and
     * takes its estimate; in the node's time.
     *
     * @throws IllegalArgumentException naming the action, if it waits for one that is not before it
     */
    public static Duration of(Plan plan) {
        List<Action> actions = plan.actions();
        Duration[] ends = new Duration[actions.size()];
        Duration last = Duration.ZERO;
        for (int number = 0; number < ends.length; number++) {
            Duration start = Duration.ZERO;
            for (int other : actions.get(number).after()) {
                if (other < 0 || other >= number) {
                    throw new IllegalArgumentException("Action " + number + " waits for " + other);
                }
                start = later(start, ends[other]);
            }
            ends[number] = start.plus(actions.get(number).estimate());
            last = later(last, ends[number]);
        }
        return last;
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
