/**
 * The exact engine: a part of a placement problem as a model for the Choco solver, with propagators of its own, and large
 * neighbourhood search made of it. Not for use from outside: {@link org.farandole.placement.Planner} is the way in.
 */
@NullMarked
package org.farandole.placement.search.choco;

import org.jspecify.annotations.NullMarked;
