/** Virtual time: what happens by itself, in its order. */
@NullMarked
package org.farandole.simulator.engine;

import org.jspecify.annotations.NullMarked;
