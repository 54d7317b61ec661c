/** What happened and what did not, and why, for people: derived from a problem and its answer. */
@NullMarked
package org.farandole.placement.explain;

import org.jspecify.annotations.NullMarked;
