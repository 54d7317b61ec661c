/** From the text of a manifest to a {@link org.farandole.contracts.reservation.Manifest} that can be booked, or to all that is wrong with it. */
@NullMarked
package org.farandole.reservation.manifest;

import org.jspecify.annotations.NullMarked;
