/** The port to a node's hypervisor. The node's URI scheme chooses the driver. */
@NullMarked
package org.farandole.hypervisor;

import org.jspecify.annotations.NullMarked;
