package org.farandole.contracts.node;

import java.time.Duration;
import java.util.Objects;
import org.farandole.contracts.reservation.Manifest.PowerRequest;
import org.farandole.contracts.reservation.ReservationId;
import org.jspecify.annotations.Nullable;

/** What happens to a node: {@code node.events}, keyed by the node. */
public sealed interface NodeEvent {

    NodeName node();

    /** reservation-service: the node stands in the inventory, with its slot. Said again when its description changes. */
    record Registered(NodeDescription description) implements NodeEvent {
        public Registered {
            Objects.requireNonNull(description, "description");
        }

        @Override
        public NodeName node() {
            return description.name();
        }
    }

    /**
     * reservation-service: a reservation holds the node from its start on.
     *
     * @param power when it may sleep; none: it is always on
     */
    record Booked(
            NodeName node,
            ReservationId reservation,
            @Nullable PowerRequest power) implements NodeEvent {
        public Booked {
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(reservation, "reservation");
        }

        public Booked(NodeName node, ReservationId reservation) {
            this(node, reservation, null);
        }
    }

    /** provisioner-service: the node begins the {@code attempt}-th try (from 1) of a macro-step. */
    record StepEntered(NodeName node, ReservationId reservation, MacroStep step, int attempt) implements NodeEvent {
        public StepEntered {
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(step, "step");
        }
    }

    /** @param note what was found out on the way and people may want to know, such as how guests are accelerated */
    record StepPassed(
            NodeName node,
            ReservationId reservation,
            MacroStep step,
            int attempt,
            Duration took,
            @Nullable String note) implements NodeEvent {
        public StepPassed {
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(step, "step");
            Objects.requireNonNull(took, "took");
        }

        public StepPassed(NodeName node, ReservationId reservation, MacroStep step, int attempt, Duration took) {
            this(node, reservation, step, attempt, took, null);
        }
    }

    /** A try failed, another follows. */
    record StepRetried(NodeName node, ReservationId reservation, MacroStep step, int attempt, int of, String cause)
            implements NodeEvent {
        public StepRetried {
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(step, "step");
            Objects.requireNonNull(cause, "cause");
        }
    }

    /** The node is out of tries: it is dropped from the launch. */
    record StepFailed(NodeName node, ReservationId reservation, MacroStep step, int attempt, String cause)
            implements NodeEvent {
        public StepFailed {
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(step, "step");
            Objects.requireNonNull(cause, "cause");
        }
    }

    /** provisioner-service: a verified hypervisor. VMs may be created on it; its agent joins the ring. */
    record Ready(NodeDescription description, ReservationId reservation) implements NodeEvent {
        public Ready {
            Objects.requireNonNull(description, "description");
            Objects.requireNonNull(reservation, "reservation");
        }

        @Override
        public NodeName node() {
            return description.name();
        }
    }

    /** provisioner-service: somebody asked to empty the node; no VM may be placed on it any more. */
    record Draining(NodeName node, String why) implements NodeEvent {
        public Draining {
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(why, "why");
        }
    }

    /** provisioner-service: powered off. */
    record Off(NodeName node) implements NodeEvent {
        public Off {
            Objects.requireNonNull(node, "node");
        }
    }

    /** provisioner-service: what the reservation deployed on the node is undone; nothing of it is left there. */
    record Released(NodeName node, ReservationId reservation) implements NodeEvent {
        public Released {
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(reservation, "reservation");
        }
    }

    /** monitor-service: the hypervisor no longer answers. */
    record Lost(NodeName node, String cause) implements NodeEvent {
        public Lost {
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(cause, "cause");
        }
    }

    /** monitor-service: a lost hypervisor answers again. */
    record Back(NodeName node) implements NodeEvent {
        public Back {
            Objects.requireNonNull(node, "node");
        }
    }
}
