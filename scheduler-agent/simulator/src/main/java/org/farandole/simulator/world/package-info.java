/** The nodes that are simulated: emulated ones, their load, and the monitor that samples them. */
@NullMarked
package org.farandole.simulator.world;

import org.jspecify.annotations.NullMarked;
