/** Tests of the simulator's own tests, and of the protocol under faults. */
@NullMarked
package org.farandole.simulator.faults;

import org.jspecify.annotations.NullMarked;
