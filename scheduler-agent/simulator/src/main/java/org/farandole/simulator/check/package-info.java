/** The design's invariants, checked after every event. */
@NullMarked
package org.farandole.simulator.check;

import org.jspecify.annotations.NullMarked;
