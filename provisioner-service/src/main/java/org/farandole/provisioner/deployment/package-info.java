/** Deployments under way: their rows, the one writer of them, and the calls on the nodes. */
@NullMarked
package org.farandole.provisioner.deployment;

import org.jspecify.annotations.NullMarked;
