package org.farandole.agent.hosting;

import java.util.Map;
import java.util.Optional;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.dvms.View;

/**
 * Each reservation's nodes are a ring of their own, as a VM goes to no other reservation's. Whose a node is may be heard later
 * than that it is a member: until then it is taken for one's own.
 */
record Rings(Membership membership, Map<NodeName, Residence> nodes) {

    /** The ring of the node's agent, as read so far. */
    View of(NodeName node) {
        Optional<ReservationId> reservation = reservationOf(node);
        return membership.view().among(other -> {
            Optional<ReservationId> theirs = reservationOf(other);
            return theirs.isEmpty() || theirs.equals(reservation);
        });
    }

    Optional<ReservationId> reservationOf(NodeName node) {
        return Optional.ofNullable(nodes.get(node)).map(Residence::reservation);
    }
}
