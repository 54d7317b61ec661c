/** Which block of addresses and which VLAN a reservation gets. */
@NullMarked
package org.farandole.reservation.network;

import org.jspecify.annotations.NullMarked;
