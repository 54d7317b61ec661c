/** Switching deployed nodes off and on, and draining them. */
@NullMarked
package org.farandole.provisioner.power;

import org.jspecify.annotations.NullMarked;
