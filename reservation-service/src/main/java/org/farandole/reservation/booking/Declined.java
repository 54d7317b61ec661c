package org.farandole.reservation.booking;

/** What was asked is sound, and cannot be done now; the message says why. */
final class Declined extends RuntimeException {

    private static final long serialVersionUID = 1;

    Declined(String why) {
        super(why);
    }
}
