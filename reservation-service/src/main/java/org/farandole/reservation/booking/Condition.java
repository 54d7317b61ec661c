package org.farandole.reservation.booking;

/** How a booked thing stands. */
enum Condition {
    /** For its reservation's time, which has not come. */
    BOOKED,
    /** In use. */
    HELD,
    /** A node that was dropped; still in use until it is returned. */
    FAILED,
    /** Given back: anyone's. */
    RETURNED
}
