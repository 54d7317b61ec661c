/**
 * The model of nodes and VMs, in virtual time. It has no clock, thread, I/O or randomness of its own: whoever drives it says
 * how far to go, and gives a seed. {@link org.farandole.hypervisor.emulation.World} is the way in.
 */
@NullMarked
package org.farandole.hypervisor.emulation;

import org.jspecify.annotations.NullMarked;
