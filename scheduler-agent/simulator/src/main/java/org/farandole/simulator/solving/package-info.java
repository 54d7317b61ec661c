/** The placement module, with its time charged to the virtual clock. */
@NullMarked
package org.farandole.simulator.solving;

import org.jspecify.annotations.NullMarked;
