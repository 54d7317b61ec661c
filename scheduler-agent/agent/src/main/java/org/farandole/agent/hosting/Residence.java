package org.farandole.agent.hosting;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.reservation.Manifest.PowerRequest;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.dvms.Detection;
import org.farandole.dvms.Power;
import org.jspecify.annotations.Nullable;

/**
 * A node as {@code node.events} tells of it, as far as its agent is concerned.
 *
 * @param reservation whose hypervisor it was last made: its VMs go to no other reservation's nodes, so its ring is theirs
 * @param ready a verified hypervisor: an agent speaks for it
 * @param draining it is to be emptied
 * @param off it is powered off
 * @param lost its hypervisor does not answer: nobody speaks for it until it does again
 * @param power of the reservations that have booked it, when it may sleep; for the others it is always on
 */
record Residence(
        NodeDescription description,
        @Nullable ReservationId reservation,
        boolean ready,
        boolean draining,
        boolean off,
        boolean lost,
        Map<ReservationId, PowerRequest> power) {

    Residence {
        Objects.requireNonNull(description, "description");
        power = Map.copyOf(power);
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
            return new Residence(ready.description(), ready.reservation(), true, false, false, false, Map.of());
        }
        return event instanceof NodeEvent.Registered registered
                ? new Residence(registered.description(), null, false, false, false, false, Map.of())
                : null;
    }

    private Residence after(NodeEvent event) {
        return switch (event) {
            case NodeEvent.Ready ready ->
                new Residence(ready.description(), ready.reservation(), true, false, false, false, power);
            case NodeEvent.Registered registered ->
                new Residence(registered.description(), reservation, ready, draining, off, lost, power);
            case NodeEvent.Draining _ -> new Residence(description, reservation, ready, true, off, lost, power);
            case NodeEvent.Off _ -> new Residence(description, reservation, false, draining, true, lost, power);
            case NodeEvent.Released released ->
                new Residence(description, reservation, false, false, off, lost, with(released.reservation(), null));
            case NodeEvent.Lost _ -> new Residence(description, reservation, ready, draining, off, true, power);
            case NodeEvent.Back _ -> new Residence(description, reservation, ready, draining, off, false, power);
            case NodeEvent.Booked booked ->
                new Residence(
                        description,
                        reservation,
                        ready,
                        draining,
                        off,
                        lost,
                        with(booked.reservation(), booked.power()));
            case NodeEvent.StepEntered _, NodeEvent.StepPassed _, NodeEvent.StepRetried _, NodeEvent.StepFailed _ ->
                this;
        };
    }

    private Map<ReservationId, PowerRequest> with(ReservationId booking, @Nullable PowerRequest request) {
        Map<ReservationId, PowerRequest> changed = new HashMap<>(power);
        changed.remove(booking);
        if (request != null) {
            changed.put(booking, request);
        }
        return changed;
    }

    private @Nullable PowerRequest request() {
        return reservation == null ? null : power.get(reservation);
    }

    /** Whether the node may sleep. @param otherwise where nobody said that it may */
    Power power(Power otherwise) {
        PowerRequest asked = request();
        return asked == null
                ? otherwise
                : new Power(true, true, asked.reserve(), asked.fillPercent(), Power.USUAL.members());
    }

    /** When it is under-used; none if never. */
    Detection.@Nullable Low low() {
        PowerRequest asked = request();
        return asked == null ? null : new Detection.Low(asked.lowPercent(), asked.lowFor());
    }

    /** Whether an agent is to speak for the node. */
    boolean inhabited() {
        return ready && !lost;
    }
}
