/** The topics, read from their beginning at each start: this service keeps no table. */
@NullMarked
package org.farandole.monitor.intake;

import org.jspecify.annotations.NullMarked;
