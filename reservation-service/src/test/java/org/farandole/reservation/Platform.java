package org.farandole.reservation;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts of tests: nodes to register, manifests to book. */
public final class Platform {

    private Platform() {}

    /** Nodes {@code <site>-0} and so on, of 8 cores and 16 GiB, in clusters of four. */
    public static String nodes(String site, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> """
                        {"node": "%s-%d", "site": "%s", "cluster": "%s-c%d", "cores": 8, "cpuPercent": 800,
                         "memoryMiB": 16384, "hardwareVirtualization": true,
                         "hypervisor": "emulated://127.0.0.1:1/%s-%d", "properties": {"rack": "r%d"}}""".formatted(site, i, site, site, i / 4, site, i, i / 4))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** A manifest for this many nodes of one site, with two VMs a node and a VLAN of the site's six routed ones. */
    public static String manifest(String name, String site, int nodes, String more) {
        return """
                name: %s
                %s
                nodes:
                  count: %d
                  properties: site = '%s'
                network: {subnet: /22, vlan: routed}
                vms:
                  count: %d
                  size: {vcpus: 1, memory: 1GiB}
                """.formatted(name, more, nodes, site, nodes * 2);
    }
}
