/** Books nodes, subnets and VLANs over time. */
@NullMarked
package org.farandole.reservation;

import org.jspecify.annotations.NullMarked;
