/** Virtual machines: their names and addresses, the commands to them, and what became of them. */
@NullMarked
package org.farandole.contracts.vm;

import org.jspecify.annotations.NullMarked;
