/** A run that was recorded, told step by step and drawn as a sequence of letters. */
@NullMarked
package org.farandole.simulator.replay;

import org.jspecify.annotations.NullMarked;
