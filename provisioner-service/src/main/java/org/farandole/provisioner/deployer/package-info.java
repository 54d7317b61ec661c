/** The port to the nodes themselves: who deploys, undoes and switches them, chosen by the scheme of a node's URI. */
@NullMarked
package org.farandole.provisioner.deployer;

import org.jspecify.annotations.NullMarked;
