package org.farandole.provisioner.lifecycle;

import java.util.Objects;
import org.farandole.contracts.node.NodeEvent;

/** What follows from a decision. */
public sealed interface NodeEffect {

    /** Tell it on {@code node.events}, in the transaction that stores the new state. */
    record Announce(NodeEvent event) implements NodeEffect {
        public Announce {
            Objects.requireNonNull(event, "event");
        }
    }

    /**
     * Make a call, once the new state is stored; it cancels and replaces one of an older ticket.
     *
     * @param ticket comes back with the result; rises with every call of the deployment
     */
    record Make(long ticket, NodeCall call) implements NodeEffect {
        public Make {
            Objects.requireNonNull(call, "call");
        }
    }
}
