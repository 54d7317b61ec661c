package org.farandole.reservation.booking;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.reservation.Booking;
import org.farandole.contracts.reservation.Manifest;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.reservation.Subnet;
import org.farandole.contracts.reservation.Vlan;

/** What a manifest could be given at a time. */
sealed interface Allocation {

    record Found(List<NodeDescription> nodes, Subnet subnet, Vlan vlan, Instant start) implements Allocation {
        public Found {
            nodes = List.copyOf(nodes);
            Objects.requireNonNull(subnet, "subnet");
            Objects.requireNonNull(vlan, "vlan");
            Objects.requireNonNull(start, "start");
        }

        Booking booking(ReservationId id, Manifest manifest) {
            return new Booking(id, manifest, nodes, subnet, vlan, start, start.plus(manifest.walltime()));
        }
    }

    /** @param why for the person who asked: what there is too little of, and when there would be enough */
    record NotFound(String why) implements Allocation {
        public NotFound {
            Objects.requireNonNull(why, "why");
        }
    }
}
