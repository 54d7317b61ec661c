/** Reservations: launched, listed, released. */
@NullMarked
package org.farandole.cli.launch;

import org.jspecify.annotations.NullMarked;
