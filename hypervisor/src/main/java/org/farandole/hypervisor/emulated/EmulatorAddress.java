package org.farandole.hypervisor.emulated;

import java.net.URI;
import org.farandole.contracts.node.NodeName;

/**
 * Where an emulated node answers: {@code emulated://host:port/node}.
 *
 * @param authority host and port of the emulator
 */
record EmulatorAddress(String authority, NodeName node) {

    static final String SCHEME = "emulated";

    static boolean isOne(URI hypervisor) {
        return SCHEME.equals(hypervisor.getScheme());
    }

    /** @throws IllegalArgumentException if the URI has another form */
    static EmulatorAddress of(URI hypervisor) {
        String authority = hypervisor.getRawAuthority();
        String path = hypervisor.getPath();
        if (!isOne(hypervisor) || authority == null || hypervisor.getPort() < 0 || path == null || path.length() < 2) {
            throw new IllegalArgumentException(
                    "'" + hypervisor + "' is not an emulated node: it looks like emulated://127.0.0.1:17086/rennes-1");
        }
        return new EmulatorAddress(authority, new NodeName(path.substring(1)));
    }

    /** @param path below the emulator's root, with its leading slash; made of checked names only */
    URI http(String path) {
        return URI.create("http://" + authority + path);
    }

    URI ofNode(String path) {
        return http("/nodes/" + node + path);
    }
}
