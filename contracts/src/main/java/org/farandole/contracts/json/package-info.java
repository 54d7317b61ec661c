/** How a message becomes JSON and back. */
@NullMarked
package org.farandole.contracts.json;

import org.jspecify.annotations.NullMarked;
