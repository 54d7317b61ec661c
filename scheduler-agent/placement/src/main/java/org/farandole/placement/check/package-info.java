/** Says whether a plan is lawful, written apart from the planner and sharing none of its reckoning. */
@NullMarked
package org.farandole.placement.check;

import org.jspecify.annotations.NullMarked;
