package org.farandole.reservation.inventory;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.RingKey;

/** A node as its owner describes it: all but the slot, which the inventory gives. */
public record Registration(RingKey key, int cores, Capacity capacity, URI hypervisor, Map<String, String> properties) {

    public Registration {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(capacity, "capacity");
        Objects.requireNonNull(hypervisor, "hypervisor");
        properties = Map.copyOf(properties);
    }

    NodeDescription at(int slot) {
        return new NodeDescription(key, slot, cores, capacity, hypervisor, properties);
    }
}
