package org.farandole.simulator.scenario;

import java.time.Duration;

/** Who decides. */
public sealed interface Policy {

    /** The ring's agents. */
    record Dvms() implements Policy {}

    /**
     * One scheduler for all nodes.
     *
     * @param every from one look at all nodes to the next, if the plan in between is over by then
     * @param budget for one solve
     */
    record Entropy(Duration every, Duration budget) implements Policy {
        public Entropy {
            if (!every.isPositive() || !budget.isPositive()) {
                throw new IllegalArgumentException("Entropy every " + every + " within " + budget);
            }
        }
    }

    /** Nobody: what comes of the load alone. */
    record None() implements Policy {}

    /** As it is asked for. */
    default String label() {
        return switch (this) {
            case Dvms _ -> "dvms";
            case Entropy _ -> "entropy";
            case None _ -> "none";
        };
    }
}
