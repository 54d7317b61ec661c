/**
 * BtrPlace 1.9.3 behind standard input and output, so that it can be measured next to another planner whose solver has the same
 * package names. {@link org.farandole.bench.btrplace.Main} has the protocol.
 */
@NullMarked
package org.farandole.bench.btrplace;

import org.jspecify.annotations.NullMarked;
