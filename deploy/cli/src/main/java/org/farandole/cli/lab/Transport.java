package org.farandole.cli.lab;

import java.util.Locale;

/** How the frontend reaches the nodes' libvirt. */
enum Transport {
    /** Neither secret nor checked: for a laboratory, whose networks no other machine is in. */
    TCP,
    SSH,
    TLS;

    /** As the scripts and libvirt's URIs name it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
