/** When a node is asked how it is, by whom, and what its silence means. */
@NullMarked
package org.farandole.monitor.sampling;

import org.jspecify.annotations.NullMarked;
