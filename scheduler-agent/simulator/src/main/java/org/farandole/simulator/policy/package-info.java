/** The policies that are compared with the ring. */
@NullMarked
package org.farandole.simulator.policy;

import org.jspecify.annotations.NullMarked;
