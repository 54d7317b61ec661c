/** Nodes and VMs: listed, drained. */
@NullMarked
package org.farandole.cli.inventory;

import org.jspecify.annotations.NullMarked;
