package org.farandole.hypervisor.libvirt;

import java.util.Locale;

/** How a node runs guests. */
enum Acceleration {
    KVM,
    /** Software emulation. */
    QEMU;

    /** libvirt's domain type. */
    String type() {
        return name().toLowerCase(Locale.ROOT);
    }
}
