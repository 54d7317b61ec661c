/** SQL in the caller's transaction. */
@NullMarked
package org.farandole.vm.database;

import org.jspecify.annotations.NullMarked;
