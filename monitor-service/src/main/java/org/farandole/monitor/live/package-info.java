/** What the page draws, gathered from the topics and from this process's own samples. */
@NullMarked
package org.farandole.monitor.live;

import org.jspecify.annotations.NullMarked;
