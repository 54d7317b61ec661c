package org.farandole.emulator;

import java.net.URI;
import java.util.Map;
import org.farandole.contracts.node.NodeDescription;

/** A node as reservation-service's inventory takes it. */
record Registration(
        String site,
        String cluster,
        String node,
        int cores,
        int cpuPercent,
        int memoryMiB,
        boolean hardwareVirtualization,
        URI hypervisor,
        Map<String, String> properties) {

    /** @param authority the host and port by which others reach the emulator */
    static Registration of(NodeDescription node, String authority) {
        return new Registration(
                node.key().site(),
                node.key().cluster(),
                node.name().value(),
                node.cores(),
                node.capacity().cpuPercent(),
                node.capacity().memoryMiB(),
                true,
                URI.create(node.hypervisor().getScheme() + "://" + authority + "/" + node.name()),
                node.properties());
    }
}
