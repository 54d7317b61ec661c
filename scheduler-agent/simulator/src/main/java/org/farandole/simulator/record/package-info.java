/** What happened in a run, kept and written down. */
@NullMarked
package org.farandole.simulator.record;

import org.jspecify.annotations.NullMarked;
