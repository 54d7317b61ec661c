/** The agents of the ring as their host would run them, and the network between them. */
@NullMarked
package org.farandole.simulator.ring;

import org.jspecify.annotations.NullMarked;
