/** Balance, measured against Ganeti's hbal and by its own score. */
@NullMarked
package org.farandole.bench.placement.balance;

import org.jspecify.annotations.NullMarked;
