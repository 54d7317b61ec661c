/** The nodes that there are, with the slots they were given. */
@NullMarked
package org.farandole.reservation.inventory;

import org.jspecify.annotations.NullMarked;
