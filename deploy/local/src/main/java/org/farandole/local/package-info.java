/** A real broker and a real database on loopback, for a machine that has neither. */
@NullMarked
package org.farandole.local;

import org.jspecify.annotations.NullMarked;
