/** Nodes: who they are, what they can hold, and what happens to them. */
@NullMarked
package org.farandole.contracts.node;

import org.jspecify.annotations.NullMarked;
