package org.farandole.reservation.booking;

/** There is no such reservation. */
final class UnknownReservation extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnknownReservation(String id) {
        super("There is no reservation " + id);
    }
}
