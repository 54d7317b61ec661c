/** What those see who watch a run. */
@NullMarked
package org.farandole.simulator.watch;

import org.jspecify.annotations.NullMarked;
