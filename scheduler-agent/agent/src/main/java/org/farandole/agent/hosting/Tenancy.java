package org.farandole.agent.hosting;

import java.util.HashSet;
import java.util.Set;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.topic.Topics;
import org.jspecify.annotations.Nullable;

/** Which agents are to live in this process now. Only the loop changes it; whatever is asked may be asked from any thread. */
final class Tenancy {

    private final Share share;
    private volatile boolean caughtUp;
    private volatile boolean everAssigned;
    private volatile Set<Integer> partitions = Set.of();
    private volatile @Nullable NodeDescription own;

    Tenancy(Share share) {
        this.share = share;
    }

    /** Nodes and membership are read to where they ended at start. */
    void caughtUp() {
        caughtUp = true;
    }

    void assigned(Set<Integer> ringPartitions) {
        partitions = Set.copyOf(ringPartitions);
        everAssigned = true;
    }

    void revoked(Set<Integer> ringPartitions) {
        Set<Integer> kept = new HashSet<>(partitions);
        kept.removeAll(ringPartitions);
        partitions = Set.copyOf(kept);
    }

    void registered(NodeDescription node) {
        if (share instanceof Share.OwnNode(var name) && name.equals(node.name())) {
            own = node;
        }
    }

    boolean takes(@Nullable Residence residence) {
        return residence != null && share.takes(residence.description());
    }

    boolean holds(int slot) {
        return partitions.contains(Topics.ringPartition(slot));
    }

    boolean due(@Nullable Residence residence) {
        return caughtUp
                && residence != null
                && residence.inhabited()
                && share.takes(residence.description())
                && holds(residence.description().slot());
    }

    /** Whether mail for nodes that nobody registered is this process's to report. */
    boolean answersForStrangers() {
        return share instanceof Share.Group;
    }

    Set<Integer> partitions() {
        return partitions;
    }

    /** The node of a pinned process, as it was last registered; none before that, and in a group. */
    @Nullable
    NodeDescription own() {
        return own;
    }

    /** What keeps the process from hosting, in words; none if nothing does. */
    @Nullable
    String obstacle() {
        if (!caughtUp) {
            return "nodes and membership are not read yet";
        }
        NodeDescription node = own;
        if (share instanceof Share.OwnNode(var name)) {
            if (node == null) {
                return "node " + name + " is not registered: register it, or correct farandole.agent.node";
            }
            if (!share.takes(node)) {
                return "node " + name + " is hosted by the group: register it with the property " + Share.PROPERTY + "="
                        + Share.PINNED;
            }
        }
        return everAssigned ? null : "no inbox is assigned yet";
    }
}
