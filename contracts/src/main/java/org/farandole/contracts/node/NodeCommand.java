package org.farandole.contracts.node;

import java.util.Objects;

/** To provisioner-service, on {@code node.commands}, keyed by the node. A repeat is a no-op. */
public sealed interface NodeCommand {

    NodeName node();

    String why();

    record PowerOn(NodeName node, String why) implements NodeCommand {
        public PowerOn {
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(why, "why");
        }
    }

    record PowerOff(NodeName node, String why) implements NodeCommand {
        public PowerOff {
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(why, "why");
        }
    }
}
