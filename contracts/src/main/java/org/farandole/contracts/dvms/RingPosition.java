package org.farandole.contracts.dvms;

import java.util.Objects;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;

/** Where an agent stands on the ring ({@code key}) and where it is reached ({@code slot}); the two are unrelated. */
public record RingPosition(RingKey key, int slot) implements Comparable<RingPosition> {

    public RingPosition {
        Objects.requireNonNull(key, "key");
        if (slot < 0) {
            throw new IllegalArgumentException("Node " + key.node() + ": slot " + slot);
        }
    }

    public NodeName node() {
        return key.node();
    }

    @Override
    public int compareTo(RingPosition other) {
        return key.compareTo(other.key);
    }
}
