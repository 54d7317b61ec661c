package org.farandole.agent.hosting;

import java.util.Objects;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeEvent;
import org.jspecify.annotations.Nullable;

/**
 * A node as {@code node.events} tells of it, as far as its agent is concerned.
 *
 * @param ready a verified hypervisor: an agent speaks for it
 * @param draining it is to be emptied
 * @param off it is powered off
 */
record Residence(NodeDescription description, boolean ready, boolean draining, boolean off) {

    Residence {
        Objects.requireNonNull(description, "description");
    }

    RingPosition position() {
        return new RingPosition(description.key(), description.slot());
    }

    /** After an event; none as long as nothing has registered the node. */
    static @Nullable Residence after(@Nullable Residence before, NodeEvent event) {
        return switch (event) {
            case NodeEvent.Ready ready -> new Residence(ready.description(), true, false, false);
            case NodeEvent.Registered registered ->
                before == null
                        ? new Residence(registered.description(), false, false, false)
                        : new Residence(registered.description(), before.ready, before.draining, before.off);
            case NodeEvent.Draining _ ->
                before == null ? null : new Residence(before.description, before.ready, true, before.off);
            case NodeEvent.Off _ ->
                before == null ? null : new Residence(before.description, false, before.draining, true);
            case NodeEvent.Released _ ->
                before == null ? null : new Residence(before.description, false, false, before.off);
            case NodeEvent.Booked _,
                    NodeEvent.StepEntered _,
                    NodeEvent.StepPassed _,
                    NodeEvent.StepRetried _,
                    NodeEvent.StepFailed _,
                    NodeEvent.Lost _,
                    NodeEvent.Back _ -> before;
        };
    }
}
