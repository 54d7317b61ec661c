package org.farandole.reservation.booking;

import java.util.Locale;

/** The name of a {@link ReservationState}, as it stands in the table. */
enum Phase {
    REQUESTED,
    REJECTED,
    GRANTED,
    STARTED,
    ENDING,
    ENDED;

    static Phase of(ReservationState state) {
        return switch (state) {
            case ReservationState.Requested requested -> REQUESTED;
            case ReservationState.Rejected rejected -> REJECTED;
            case ReservationState.Granted granted -> GRANTED;
            case ReservationState.Started started -> STARTED;
            case ReservationState.Ending ending -> ENDING;
            case ReservationState.Ended ended -> ENDED;
        };
    }

    /** As people read it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
