/** Reservations: which nodes, from when to when, and what becomes of them. */
@NullMarked
package org.farandole.reservation.booking;

import org.jspecify.annotations.NullMarked;
