package org.farandole.simulator.scenario;

import java.time.Duration;
import java.util.Objects;

/** Who decides. */
public sealed interface Policy {

    /**
     * The ring's agents.
     *
     * @param order in which nodes stand on the ring
     * @param ispsPerSite overloads of one site that are relieved at a time; 0: as many as there are
     */
    record Dvms(RingOrder order, int ispsPerSite) implements Policy {
        public Dvms {
            Objects.requireNonNull(order, "order");
            if (ispsPerSite < 0) {
                throw new IllegalArgumentException("0 ISPs a site or more, not " + ispsPerSite);
            }
        }

        /** As the platform's agents are. */
        public Dvms() {
            this(RingOrder.SITE, 0);
        }
    }

    /** How nodes stand on the ring. */
    enum RingOrder {
        /** By site, cluster and name. */
        SITE,
        /** Drawn by the seed. */
        RANDOM
    }

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
