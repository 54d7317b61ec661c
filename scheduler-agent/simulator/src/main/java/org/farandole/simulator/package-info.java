/** The ring and its rivals in virtual time: {@code ./farandole simulate}. */
@NullMarked
package org.farandole.simulator;

import org.jspecify.annotations.NullMarked;
