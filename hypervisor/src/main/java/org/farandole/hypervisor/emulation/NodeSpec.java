package org.farandole.hypervisor.emulation;

import java.util.Objects;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;

/**
 * A node of the model.
 *
 * @param linkMegabytesPerSecond what its link carries for all migrations from and to it together (10⁶ bytes)
 */
public record NodeSpec(RingKey key, int cores, Capacity capacity, int linkMegabytesPerSecond) {

    public NodeSpec {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(capacity, "capacity");
        if (cores <= 0 || linkMegabytesPerSecond <= 0) {
            throw new IllegalArgumentException("Node " + key.node() + ": cores " + cores + ", link "
                    + linkMegabytesPerSecond + " MB/s; both must be above 0");
        }
    }

    public NodeName name() {
        return key.node();
    }
}
