package org.farandole.agent.hosting;

import java.util.Objects;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.reservation.ReservationId;
import org.jspecify.annotations.Nullable;

/**
 * A node as {@code node.events} tells of it, as far as its agent is concerned.
 *
 * @param reservation whose hypervisor it was last made: its VMs go to no other reservation's nodes, so its ring is theirs
 * @param ready a verified hypervisor: an agent speaks for it
 * @param draining it is to be emptied
 * @param off it is powered off
 * @param lost its hypervisor does not answer: nobody speaks for it until it does again
 */
record Residence(
        NodeDescription description,
        @Nullable ReservationId reservation,
        boolean ready,
        boolean draining,
        boolean off,
        boolean lost) {

    Residence {
        Objects.requireNonNull(description, "description");
    }

    RingPosition position() {
        return new RingPosition(description.key(), description.slot());
    }

    /** After an event; none as long as nothing has registered the node. */
    static @Nullable Residence after(@Nullable Residence before, NodeEvent event) {
        if (before != null) {
            return before.after(event);
        }
        if (event instanceof NodeEvent.Ready ready) {
            return new Residence(ready.description(), ready.reservation(), true, false, false, false);
        }
        return event instanceof NodeEvent.Registered registered
                ? new Residence(registered.description(), null, false, false, false, false)
                : null;
    }

    private Residence after(NodeEvent event) {
        return switch (event) {
            case NodeEvent.Ready ready ->
                new Residence(ready.description(), ready.reservation(), true, false, false, false);
            case NodeEvent.Registered registered ->
                new Residence(registered.description(), reservation, ready, draining, off, lost);
            case NodeEvent.Draining _ -> new Residence(description, reservation, ready, true, off, lost);
            case NodeEvent.Off _ -> new Residence(description, reservation, false, draining, true, lost);
            case NodeEvent.Released _ -> new Residence(description, reservation, false, false, off, lost);
            case NodeEvent.Lost _ -> new Residence(description, reservation, ready, draining, off, true);
            case NodeEvent.Back _ -> new Residence(description, reservation, ready, draining, off, false);
            case NodeEvent.Booked _,
                    NodeEvent.StepEntered _,
                    NodeEvent.StepPassed _,
                    NodeEvent.StepRetried _,
                    NodeEvent.StepFailed _ -> this;
        };
    }

    /** Whether an agent is to speak for the node. */
    boolean inhabited() {
        return ready && !lost;
    }
}
