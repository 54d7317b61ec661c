package org.farandole.reservation.booking;

import java.time.Instant;
import java.util.Objects;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.Booking;
import org.farandole.contracts.reservation.ReservationEvent;

/** What is to be done, in the same transaction as the change of state. */
public sealed interface ReservationEffect {

    record Say(ReservationEvent event) implements ReservationEffect {
        public Say {
            Objects.requireNonNull(event, "event");
        }
    }

    record SayOfNode(NodeEvent event) implements ReservationEffect {
        public SayOfNode {
            Objects.requireNonNull(event, "event");
        }
    }

    /** Writes the nodes, the subnet and the VLAN down as booked. */
    record Book(Booking booking) implements ReservationEffect {
        public Book {
            Objects.requireNonNull(booking, "booking");
        }
    }

    /** From booked to held: nobody else can hold it until it is returned. */
    record Hold() implements ReservationEffect {}

    record MarkFailed(NodeName node) implements ReservationEffect {
        public MarkFailed {
            Objects.requireNonNull(node, "node");
        }
    }

    record ReturnNode(NodeName node) implements ReservationEffect {
        public ReturnNode {
            Objects.requireNonNull(node, "node");
        }
    }

    /** The subnet, the VLAN, and the nodes that are left. */
    record ReturnAll() implements ReservationEffect {}

    /** Keeps all that is booked for the undoing after {@code end}, whether that is later or earlier than before. */
    record EndAt(Instant end) implements ReservationEffect {
        public EndAt {
            Objects.requireNonNull(end, "end");
        }
    }

    /** What was asked cannot be done; the asker is told. */
    record Decline(String why) implements ReservationEffect {
        public Decline {
            Objects.requireNonNull(why, "why");
        }
    }
}
