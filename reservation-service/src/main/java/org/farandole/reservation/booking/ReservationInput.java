package org.farandole.reservation.booking;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.Booking;

/** What a reservation is told. */
public sealed interface ReservationInput {

    /** All of it could be booked. */
    record Grant(Booking booking) implements ReservationInput {
        public Grant {
            Objects.requireNonNull(booking, "booking");
        }
    }

    /** It cannot be booked. */
    record Refuse(String why) implements ReservationInput {
        public Refuse {
            Objects.requireNonNull(why, "why");
        }
    }

    /**
     * The time has come for something, or a while has passed.
     *
     * @param late what it should hold, and another one still does; in words
     */
    record Tick(Instant now, List<String> late) implements ReservationInput {
        public Tick {
            Objects.requireNonNull(now, "now");
            late = List.copyOf(late);
        }
    }

    record Release(Instant now, String why) implements ReservationInput {
        public Release {
            Objects.requireNonNull(now, "now");
            Objects.requireNonNull(why, "why");
        }
    }

    record Extend(Instant now, Instant until) implements ReservationInput {
        public Extend {
            Objects.requireNonNull(now, "now");
            Objects.requireNonNull(until, "until");
        }
    }

    /** The node was undone: nothing of this reservation is left there. */
    record NodeReturned(Instant now, NodeName node) implements ReservationInput {
        public NodeReturned {
            Objects.requireNonNull(now, "now");
            Objects.requireNonNull(node, "node");
        }
    }

    /** The node is out of tries. */
    record NodeFailed(Instant now, NodeName node, MacroStep step, String cause) implements ReservationInput {
        public NodeFailed {
            Objects.requireNonNull(now, "now");
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(step, "step");
            Objects.requireNonNull(cause, "cause");
        }
    }
}
