package org.farandole.vm.node;

import java.util.Objects;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.jspecify.annotations.Nullable;

/**
 * A node by the executor's record. Its fence is odd if and only if a plan holds it.
 *
 * @param heldBy the ISP whose plan holds it
 * @param readyFor the reservation for which it is a verified hypervisor; none: it is none at present
 * @param lost its hypervisor does not answer, by the monitor's word
 * @param draining it takes no more VMs
 */
public record Node(
        NodeDescription description,
        Fence fence,
        @Nullable IspId heldBy,
        @Nullable ReservationId readyFor,
        boolean lost,
        boolean draining) {

    public Node {
        Objects.requireNonNull(description, "description");
        if (fence.idle() == (heldBy != null)) {
            throw new IllegalArgumentException(
                    "Node " + description.name() + " has fence " + fence + " and plan " + heldBy);
        }
    }

    public NodeName name() {
        return description.name();
    }

    public boolean idle() {
        return heldBy == null;
    }

    /** Its hypervisor is verified and answers. */
    public boolean usable() {
        return readyFor != null && !lost;
    }

    /** E2: a plan takes it. */
    public Node held(IspId by) {
        if (!idle()) {
            throw new IllegalStateException("Node " + name() + " is held by " + heldBy + ", so not by " + by + " too");
        }
        return new Node(description, fence.next(), by, readyFor, lost, draining);
    }

    /** E4: its plan is over. */
    public Node released() {
        if (idle()) {
            throw new IllegalStateException("No plan holds node " + name());
        }
        return new Node(description, fence.next(), null, readyFor, lost, draining);
    }

    /** E5: its VMs changed without a plan. */
    public Node changed() {
        if (!idle()) {
            throw new IllegalStateException(
                    "Node " + name() + " is held by " + heldBy + ": its VMs wait for that plan");
        }
        return new Node(description, fence.changed(), null, readyFor, lost, draining);
    }

    public Node ready(ReservationId reservation) {
        return new Node(description, fence, heldBy, reservation, false, false);
    }

    /** No hypervisor any more. */
    public Node undone() {
        return new Node(description, fence, heldBy, null, lost, draining);
    }

    public Node drained() {
        return new Node(description, fence, heldBy, readyFor, lost, true);
    }

    public Node lost(boolean now) {
        return new Node(description, fence, heldBy, readyFor, now, draining);
    }
}
