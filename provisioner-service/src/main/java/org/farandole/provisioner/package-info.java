/** Turns booked nodes into hypervisors, and undoes it. */
@NullMarked
package org.farandole.provisioner;

import org.jspecify.annotations.NullMarked;
