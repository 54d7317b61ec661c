package org.farandole.provisioner.deployment;

import jakarta.persistence.Embeddable;
import java.util.Comparator;
import java.util.Objects;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;

/** One node's deployment for one reservation. */
@Embeddable
public record NodeKey(String reservation, String node) implements Comparable<NodeKey> {

    private static final Comparator<NodeKey> ORDER =
            Comparator.comparing(NodeKey::reservation).thenComparing(NodeKey::node);

    public NodeKey {
        Objects.requireNonNull(reservation, "reservation");
        Objects.requireNonNull(node, "node");
    }

    public static NodeKey of(ReservationId reservation, NodeName node) {
        return new NodeKey(reservation.value(), node.value());
    }

    @Override
    public int compareTo(NodeKey other) {
        return ORDER.compare(this, other);
    }
}
