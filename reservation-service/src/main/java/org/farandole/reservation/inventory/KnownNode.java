package org.farandole.reservation.inventory;

import java.util.Objects;
import org.farandole.contracts.node.NodeDescription;
import org.jspecify.annotations.Nullable;

/**
 * A node of the inventory, now.
 *
 * @param suspected what monitoring saw when it lost the node; null if it did not
 */
public record KnownNode(
        NodeDescription description, @Nullable String suspected) {

    public KnownNode {
        Objects.requireNonNull(description, "description");
    }
}
