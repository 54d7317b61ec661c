package org.farandole.reservation.booking;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;
import org.farandole.contracts.reservation.ReservationId;
import org.jboss.logging.Logger;

/**
 * Where requests come in. A transaction that lost to another one is tried again on what is left; whoever always loses gets a
 * clear answer.
 */
@ApplicationScoped
class BookingDesk {

    private static final Logger LOG = Logger.getLogger(BookingDesk.class);
    private static final int TRIES = 5;

    private final Reservations reservations;

    BookingDesk(Reservations reservations) {
        this.reservations = reservations;
    }

    /** @return a reservation that is granted, started or rejected */
    ReservationRow book(String manifest) {
        return retried(
                () -> reservations.book(manifest),
                () -> reservations.reject(manifest, "Others were faster " + TRIES + " times: ask again"));
    }

    ReservationRow release(ReservationId id) {
        return retried(() -> reservations.release(id, "somebody gave it back"), () -> busy(id));
    }

    ReservationRow extend(ReservationId id, Duration walltime) {
        return retried(() -> reservations.extend(id, walltime), () -> busy(id));
    }

    private static ReservationRow busy(ReservationId id) {
        throw new Declined("Others changed " + id + " " + TRIES + " times: ask again");
    }

    private static ReservationRow retried(Supplier<ReservationRow> action, Supplier<ReservationRow> givenUp) {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            try {
                return action.get();
            } catch (RuntimeException e) {
                if (!Conflict.causes(e)) {
                    throw e;
                }
                LOG.debugf("Another transaction came first, try %d of %d: %s", attempt, TRIES, e.getMessage());
            }
        }
        return givenUp.get();
    }
}
