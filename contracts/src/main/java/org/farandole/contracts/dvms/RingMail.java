package org.farandole.contracts.dvms;

import java.util.Objects;
import org.farandole.contracts.node.NodeName;
import org.jspecify.annotations.Nullable;

/**
 * A message with its addresses: {@code dvms.ring}, keyed by the slot, in the partition of the slot.
 *
 * @param to the node; it is checked on arrival, as a slot's partition is shared
 * @param from the agent that sent it; none is the executor
 */
public record RingMail(NodeName to, int slot, @Nullable RingPosition from, RingMessage message) {

    public RingMail {
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(message, "message");
        if ((from == null) != (message instanceof RingMessage.FromExecutor)) {
            throw new IllegalArgumentException("A " + message.getClass().getSimpleName() + " from " + from);
        }
    }
}
