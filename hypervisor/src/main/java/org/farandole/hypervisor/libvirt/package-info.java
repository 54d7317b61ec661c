/**
 * Nodes with libvirt: QEMU guests under KVM or software emulation, and libvirt's own test driver. Native calls run on threads
 * of their node's own, never on the caller's.
 */
@NullMarked
package org.farandole.hypervisor.libvirt;

import org.jspecify.annotations.NullMarked;
