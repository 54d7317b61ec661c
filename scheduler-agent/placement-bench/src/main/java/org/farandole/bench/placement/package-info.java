/** The placement planner measured against others, on instances that are generated from a seed. */
@NullMarked
package org.farandole.bench.placement;

import org.jspecify.annotations.NullMarked;
