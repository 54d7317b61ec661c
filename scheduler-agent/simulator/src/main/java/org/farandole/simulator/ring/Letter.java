package org.farandole.simulator.ring;

import org.farandole.contracts.node.NodeName;
import org.jspecify.annotations.Nullable;

/**
 * Something on its way.
 *
 * @param from none is the executor
 * @param to none is the executor, to which a decision goes
 * @param content a message of the ring, or a decision
 */
public record Letter(@Nullable NodeName from, @Nullable NodeName to, Object content) {

    /** What it is, in one word. */
    public String kind() {
        return content.getClass().getSimpleName();
    }
}
