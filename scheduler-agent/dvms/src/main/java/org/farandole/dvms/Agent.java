package org.farandole.dvms;

import java.time.Instant;
import java.util.Objects;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.Capacity;

/**
 * One node's agent at one moment. Immutable; a host keeps one a node and replaces it by {@link Step#next()} after each input,
 * on one thread a node. Nothing of it needs to be durable: after a crash begin again with {@link #waking}.
 */
public record Agent(Self self, AgentState state) {

    public Agent {
        Objects.requireNonNull(self, "self");
        Objects.requireNonNull(state, "state");
    }

    /**
     * An agent that knows nothing yet. Its first input is {@link Input.Begin}.
     *
     * @param incarnation of this life, higher than of any earlier one of the node
     * @param capacity the node's by the inventory, until a sample says otherwise
     */
    public static Agent waking(RingPosition position, long incarnation, Capacity capacity, Settings settings) {
        return new Agent(Self.newborn(position, incarnation, capacity, settings), new AgentState.Waking(false, false));
    }

    /**
     * What this agent does on an input. Changes nothing; the same agent, input and time always give the same step.
     *
     * @param now the host's clock; compared only with earlier values of the same clock, and the birth of a problem with
     *     other nodes' births
     */
    public Step on(Input input, Instant now) {
        return Table.step(this, input, now);
    }
}
