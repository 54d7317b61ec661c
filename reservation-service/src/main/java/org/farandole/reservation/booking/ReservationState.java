package org.farandole.reservation.booking;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.Booking;
import org.farandole.contracts.reservation.Manifest;
import org.farandole.contracts.reservation.ReservationId;

/**
 * Where a reservation stands.
 *
 * <pre>
 * Requested ─▶ Granted ─▶ Started ─▶ Ending ─▶ Ended
 *     │           └────────────────────────────▲
 *     └──────▶ Rejected
 * </pre>
 *
 * A granted one that is given back before its start has nothing to undo, and ends at once.
 */
public sealed interface ReservationState {

    ReservationId id();

    record Requested(ReservationId id, Manifest manifest) implements ReservationState {
        public Requested {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(manifest, "manifest");
        }
    }

    record Rejected(ReservationId id, String why) implements ReservationState {
        public Rejected {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(why, "why");
        }
    }

    /** @param why what it waits for at its start; empty if for nothing */
    record Granted(Booking booking, String why) implements ReservationState {
        public Granted {
            Objects.requireNonNull(booking, "booking");
            Objects.requireNonNull(why, "why");
        }

        @Override
        public ReservationId id() {
            return booking.reservation();
        }
    }

    record Started(Held held) implements ReservationState {
        public Started {
            Objects.requireNonNull(held, "held");
        }

        @Override
        public ReservationId id() {
            return held.id();
        }
    }

    /** Its nodes are being given back; at least one is not yet. */
    record Ending(Held held, String why) implements ReservationState {
        public Ending {
            Objects.requireNonNull(why, "why");
            if (held.nodes().isEmpty()) {
                throw new IllegalArgumentException("Reservation " + held.id() + " holds nothing: it has ended");
            }
        }

        @Override
        public ReservationId id() {
            return held.id();
        }
    }

    record Ended(ReservationId id, String why) implements ReservationState {
        public Ended {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(why, "why");
        }
    }

    /**
     * What a reservation holds since its start.
     *
     * @param minimum nodes that must be ready, or able to become so, for the launch to go on
     * @param nodes those that were not given back
     * @param failed those of {@code nodes} that were dropped
     */
    record Held(ReservationId id, int minimum, Instant start, Instant end, Set<NodeName> nodes, Set<NodeName> failed) {
        public Held {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(start, "start");
            Objects.requireNonNull(end, "end");
            nodes = Set.copyOf(nodes);
            failed = Set.copyOf(failed);
            if (!nodes.containsAll(failed)) {
                throw new IllegalArgumentException("Reservation " + id + " has a failed node that it does not hold");
            }
        }

        int usable() {
            return nodes.size() - failed.size();
        }

        boolean isEnough() {
            return usable() >= minimum;
        }
    }
}
