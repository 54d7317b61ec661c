package org.farandole.agent.hosting;

import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeName;

/**
 * Whose agents a process may host. The inventory alone decides: a node whose property {@value #PROPERTY} is {@value #PINNED} has
 * its agent in a process of its own, every other node in the group. So no node has two, whatever runs where.
 */
public sealed interface Share {

    String PROPERTY = "agent";
    String PINNED = "pinned";

    /** Whether the node's agent may live in this process, wherever its inbox is. */
    boolean takes(NodeDescription node);

    static boolean pinned(NodeDescription node) {
        return PINNED.equals(node.properties().get(PROPERTY));
    }

    /** What the group shares out by partitions. */
    record Group() implements Share {
        @Override
        public boolean takes(NodeDescription node) {
            return !pinned(node);
        }
    }

    /** One node, on its own machine. */
    record OwnNode(NodeName node) implements Share {
        @Override
        public boolean takes(NodeDescription description) {
            return pinned(description) && description.name().equals(node);
        }
    }
}
