package org.farandole.provisioner.deployment;

import java.util.Objects;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.Booking;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.provisioner.lifecycle.NodeInput;

/** Something that changes deployments; a repeat changes nothing. */
public sealed interface Change {

    /** The reservation has started: its nodes are to be deployed. */
    record Begin(Booking booking) implements Change {
        public Begin {
            Objects.requireNonNull(booking, "booking");
        }
    }

    /** It is over: no further steps. */
    record End(ReservationId reservation) implements Change {
        public End {
            Objects.requireNonNull(reservation, "reservation");
        }
    }

    /** No VM of the reservation is left on the node. */
    record Clear(NodeKey key) implements Change {
        public Clear {
            Objects.requireNonNull(key, "key");
        }
    }

    /** To one deployment. */
    record Tell(NodeKey key, NodeInput input) implements Change {
        public Tell {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(input, "input");
        }
    }

    /** To the deployment that owns the node, whichever it is. */
    record TellOwner(NodeName node, NodeInput input) implements Change {
        public TellOwner {
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(input, "input");
        }
    }

    /** The service starts again: to all that own a node. */
    record Resume() implements Change {}
}
