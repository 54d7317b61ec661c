/** Plans: actions, each with what it waits for. */
@NullMarked
package org.farandole.placement.plan;

import org.jspecify.annotations.NullMarked;
