package org.farandole.contracts.node;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * A node as it stands in the inventory.
 *
 * @param slot its inbox on the ring, given once by reservation-service and never renumbered; 0 or more
 * @param hypervisor where its hypervisor answers; the scheme chooses the driver ({@code emulated}, {@code qemu+ssh}, …)
 * @param properties free properties that a reservation may filter by, as text
 */
public record NodeDescription(
        RingKey key, int slot, int cores, Capacity capacity, URI hypervisor, Map<String, String> properties) {

    public NodeDescription {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(capacity, "capacity");
        Objects.requireNonNull(hypervisor, "hypervisor");
        properties = Map.copyOf(properties);
        if (slot < 0 || cores <= 0) {
            throw new IllegalArgumentException("Node " + key.node() + ": slot " + slot + ", cores " + cores);
        }
    }

    public NodeName name() {
        return key.node();
    }
}
