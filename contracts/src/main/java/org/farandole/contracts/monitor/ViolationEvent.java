package org.farandole.contracts.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Overload;
import org.jspecify.annotations.Nullable;

/** A node's VMs want more than the node has: {@code monitor.violations}, keyed by the node. Instants are the node's clock. */
public sealed interface ViolationEvent {

    NodeName node();

    /** @param overloads of what, where it is not CPU alone; else none */
    record Began(
            NodeName node,
            Instant at,
            int cpuDemandPercent,
            int cpuCapacityPercent,
            @Nullable List<Overload> overloads) implements ViolationEvent {
        public Began {
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(at, "at");
            overloads = Overload.unlessOfCpuAlone(overloads);
        }

        /** One of CPU. */
        public Began(NodeName node, Instant at, int cpuDemandPercent, int cpuCapacityPercent) {
            this(node, at, cpuDemandPercent, cpuCapacityPercent, null);
        }

        /** Such as "740 of 700 % of a core". */
        public String inWords() {
            return overloads == null
                    ? cpuDemandPercent + " of " + cpuCapacityPercent + " % of a core"
                    : Overload.inWords(overloads);
        }
    }

    /** @param vmsHurt the most VMs that were on the node while it lasted */
    record Ended(NodeName node, Instant at, Duration lasted, int vmsHurt, Cause cause) implements ViolationEvent {
        public Ended {
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(lasted, "lasted");
            Objects.requireNonNull(cause, "cause");
        }
    }

    /** Why it ended: VMs left, demand fell by itself, or nobody watches the node any more (released, lost). */
    enum Cause {
        RELIEVED,
        SUBSIDED,
        UNWATCHED
    }
}
