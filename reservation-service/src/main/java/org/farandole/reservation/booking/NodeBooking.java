package org.farandole.reservation.booking;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.farandole.contracts.node.NodeName;

/** A row of {@code node_booking}. */
@Entity
@Table(name = "node_booking")
@IdClass(NodeBooking.Key.class)
class NodeBooking {

    record Key(long reservation, String node) implements Serializable {}

    @Id
    long reservation;

    @Id
    String node;

    Instant starts;

    Instant until;

    @Enumerated(EnumType.STRING)
    Condition condition = Condition.BOOKED;

    @SuppressWarnings("NullAway.Init")
    protected NodeBooking() {}

    NodeBooking(long reservation, NodeName node, Instant starts, Instant until) {
        this.reservation = reservation;
        this.node = node.value();
        this.starts = starts;
        this.until = until;
    }

    NodeName name() {
        return new NodeName(node);
    }

    boolean isHeld() {
        return condition == Condition.HELD || condition == Condition.FAILED;
    }
}
