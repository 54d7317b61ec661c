package org.farandole.contracts.reservation;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.farandole.contracts.node.NodeDescription;

/** What a reservation holds, all of it or nothing: nodes, a subnet and a VLAN, from its start to its end. */
public record Booking(
        ReservationId reservation,
        Manifest manifest,
        List<NodeDescription> nodes,
        Subnet subnet,
        Vlan vlan,
        Instant start,
        Instant end) {

    public Booking {
        Objects.requireNonNull(reservation, "reservation");
        Objects.requireNonNull(manifest, "manifest");
        Objects.requireNonNull(subnet, "subnet");
        Objects.requireNonNull(vlan, "vlan");
        nodes = List.copyOf(nodes);
        if (!end.isAfter(start)) {
            throw new IllegalArgumentException(
                    "Reservation " + reservation + " ends before it starts: " + start + ", " + end);
        }
    }
}
