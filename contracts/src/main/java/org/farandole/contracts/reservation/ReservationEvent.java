package org.farandole.contracts.reservation;

import java.time.Instant;
import java.util.Objects;

/**
 * The life of a reservation: {@code reservation.events}, keyed by it.
 *
 * <pre>
 * requested ─▶ granted ─▶ started ─▶ released | expired ─▶ ended
 *     └──────▶ rejected
 * </pre>
 */
public sealed interface ReservationEvent {

    ReservationId reservation();

    record Requested(ReservationId reservation, Manifest manifest) implements ReservationEvent {
        public Requested {
            Objects.requireNonNull(reservation, "reservation");
            Objects.requireNonNull(manifest, "manifest");
        }
    }

    /** Booked; it starts at {@code booking.start}. */
    record Granted(Booking booking) implements ReservationEvent {
        public Granted {
            Objects.requireNonNull(booking, "booking");
        }

        @Override
        public ReservationId reservation() {
            return booking.reservation();
        }
    }

    record Rejected(ReservationId reservation, String why) implements ReservationEvent {
        public Rejected {
            Objects.requireNonNull(reservation, "reservation");
            Objects.requireNonNull(why, "why");
        }
    }

    /** Its time has come: the nodes are to be deployed, the VMs to be booted. */
    record Started(Booking booking) implements ReservationEvent {
        public Started {
            Objects.requireNonNull(booking, "booking");
        }

        @Override
        public ReservationId reservation() {
            return booking.reservation();
        }
    }

    record Extended(ReservationId reservation, Instant until) implements ReservationEvent {
        public Extended {
            Objects.requireNonNull(reservation, "reservation");
            Objects.requireNonNull(until, "until");
        }
    }

    /** Somebody gave it back (or it could not go on: {@code why}). VMs are destroyed, then nodes undone. */
    record Released(ReservationId reservation, String why) implements ReservationEvent {
        public Released {
            Objects.requireNonNull(reservation, "reservation");
            Objects.requireNonNull(why, "why");
        }
    }

    /** Its walltime is over. VMs are destroyed, then nodes undone. */
    record Expired(ReservationId reservation) implements ReservationEvent {
        public Expired {
            Objects.requireNonNull(reservation, "reservation");
        }
    }

    /** All is undone: no node, address or VLAN belongs to it any more. */
    record Ended(ReservationId reservation) implements ReservationEvent {
        public Ended {
            Objects.requireNonNull(reservation, "reservation");
        }
    }
}
