/** Expressions over the properties of nodes: parsed, checked, evaluated in memory. */
@NullMarked
package org.farandole.reservation.expression;

import org.jspecify.annotations.NullMarked;
