/** Manifests and reservations: what was asked for, what was granted, and how it ended. */
@NullMarked
package org.farandole.contracts.reservation;

import org.jspecify.annotations.NullMarked;
