/** The end of a deployment: what vm-service says about the VMs of a node that is given back. */
@NullMarked
package org.farandole.provisioner.release;

import org.jspecify.annotations.NullMarked;
