package org.farandole.reservation.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.farandole.contracts.reservation.ReservationId;

/**
 * That something is booked.
 *
 * @param starts the first moment
 * @param until the first moment after it, undoing included
 * @param held that its holder began to use it and has not given it back, whatever the time
 */
record Taken<T>(T what, ReservationId by, Instant starts, Instant until, boolean held) {

    Taken {
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(starts, "starts");
        Objects.requireNonNull(until, "until");
    }

    /** What is held stays taken beyond its time: nobody knows better than {@code undoing} from now. */
    Instant freeFrom(Instant now, Duration undoing) {
        Instant guess = now.plus(undoing);
        return held && until.isBefore(guess) ? guess : until;
    }

    /** Whether it should be free soon, and may not be: its holder is ending, or over its time. */
    boolean isDoubtful(Instant now, Duration undoing) {
        return held && until.isBefore(now.plus(undoing));
    }
}
