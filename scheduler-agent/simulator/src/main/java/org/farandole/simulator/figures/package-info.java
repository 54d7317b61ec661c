/** Experiments over sizes, policies and seeds, and their charts. */
@NullMarked
package org.farandole.simulator.figures;

import org.jspecify.annotations.NullMarked;
