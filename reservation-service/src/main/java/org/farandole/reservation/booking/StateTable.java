package org.farandole.reservation.booking;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.Booking;
import org.farandole.reservation.inventory.Inventory;
import org.farandole.reservation.inventory.KnownNode;
import org.jspecify.annotations.Nullable;

/** A reservation's state, out of its rows and into them. Runs in the caller's transaction. */
@ApplicationScoped
class StateTable {

    private final Rows.NodeBookings nodes;
    private final Rows.SubnetBookings subnets;
    private final Rows.VlanBookings vlans;
    private final Inventory inventory;

    StateTable(Rows.NodeBookings nodes, Rows.SubnetBookings subnets, Rows.VlanBookings vlans, Inventory inventory) {
        this.nodes = nodes;
        this.subnets = subnets;
        this.vlans = vlans;
        this.inventory = inventory;
    }

    ReservationState read(ReservationRow row) {
        return switch (row.state) {
            case REQUESTED -> new ReservationState.Requested(row.id(), row.manifest());
            case REJECTED -> new ReservationState.Rejected(row.id(), row.why);
            case GRANTED -> new ReservationState.Granted(booking(row), row.why);
            case STARTED -> new ReservationState.Started(held(row));
            case ENDING -> new ReservationState.Ending(held(row), row.why);
            case ENDED -> new ReservationState.Ended(row.id(), row.why);
        };
    }

    void write(ReservationRow row, ReservationState state) {
        row.state = Phase.of(state);
        switch (state) {
            case ReservationState.Requested requested -> row.due = null;
            case ReservationState.Rejected rejected -> over(row, rejected.why());
            case ReservationState.Granted(Booking booking, String why) ->
                timed(row, why, booking.start(), booking.end(), booking.start());
            case ReservationState.Started(ReservationState.Held held) ->
                timed(row, "", held.start(), held.end(), held.end());
            case ReservationState.Ending(ReservationState.Held held, String why) ->
                timed(row, why, held.start(), held.end(), null);
            case ReservationState.Ended ended -> over(row, ended.why());
        }
    }

    private static void over(ReservationRow row, String why) {
        row.why = why;
        row.due = null;
    }

    private static void timed(ReservationRow row, String why, Instant starts, Instant ends, @Nullable Instant due) {
        row.why = why;
        row.starts = starts;
        row.ends = ends;
        row.due = due;
    }

    private Booking booking(ReservationRow row) {
        Map<NodeName, NodeDescription> known = inventory.all().stream()
                .map(KnownNode::description)
                .collect(Collectors.toMap(NodeDescription::name, node -> node));
        List<NodeDescription> booked = nodes.list("reservation", row.number).stream()
                .map(node -> Objects.requireNonNull(known.get(node.name()), node.node))
                .sorted(java.util.Comparator.comparing(NodeDescription::key))
                .toList();
        return new Booking(
                row.id(),
                row.manifest(),
                booked,
                Objects.requireNonNull(subnets.findById(row.number), "subnet").block(),
                Objects.requireNonNull(vlans.findById(row.number), "VLAN")
                        .vlan()
                        .vlan(),
                Objects.requireNonNull(row.starts, "start"),
                Objects.requireNonNull(row.ends, "end"));
    }

    private ReservationState.Held held(ReservationRow row) {
        List<NodeBooking> left = nodes.list("reservation = ?1 and condition <> ?2", row.number, Condition.RETURNED);
        return new ReservationState.Held(
                row.id(),
                row.manifest().nodes().minimum(),
                Objects.requireNonNull(row.starts, "start"),
                Objects.requireNonNull(row.ends, "end"),
                left.stream().map(NodeBooking::name).collect(Collectors.toSet()),
                namesOf(left.stream()
                        .filter(node -> node.condition == Condition.FAILED)
                        .toList()));
    }

    private static Set<NodeName> namesOf(List<NodeBooking> bookings) {
        return bookings.stream().map(NodeBooking::name).collect(Collectors.toSet());
    }
}
