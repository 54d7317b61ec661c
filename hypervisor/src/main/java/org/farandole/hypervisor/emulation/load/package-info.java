/** What the VMs demand: drawn, from a trace, or from a queue of events. Pure: a load is read once, then only asked. */
@NullMarked
package org.farandole.hypervisor.emulation.load;

import org.jspecify.annotations.NullMarked;
