/** What a move costs: modelled, and corrected by what past migrations took. */
@NullMarked
package org.farandole.placement.cost;

import org.jspecify.annotations.NullMarked;
