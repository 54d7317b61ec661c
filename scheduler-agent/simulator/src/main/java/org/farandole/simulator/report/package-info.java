/** What a run came to. */
@NullMarked
package org.farandole.simulator.report;

import org.jspecify.annotations.NullMarked;
