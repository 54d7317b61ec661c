/** Migrations that a person orders: one, or a storm of them. */
@NullMarked
package org.farandole.cli.moving;

import org.jspecify.annotations.NullMarked;
