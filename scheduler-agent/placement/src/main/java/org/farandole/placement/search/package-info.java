/** How plans are found. Not for use from outside: {@link org.farandole.placement.Planner} is the way in. */
@NullMarked
package org.farandole.placement.search;

import org.jspecify.annotations.NullMarked;
