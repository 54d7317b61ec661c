package org.farandole.contracts.dvms;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.farandole.contracts.node.NodeName;

/** From an agent to the executor: {@code dvms.decisions}, keyed by the ISP (a Query by the node). */
public sealed interface Decision {

    /** The topic's key. */
    default String key() {
        return switch (this) {
            case Plan plan -> plan.isp().toString();
            case Query query -> query.asker().node().value();
        };
    }

    /**
     * Carry these actions out, if no node's fence has moved.
     *
     * @param leader to whom a refusal goes
     * @param fences each member's fence at the state that the plan was computed from
     * @param cost the migrations' modelled time, summed, in the node's time
     * @param gainCpuPercent how much demand above capacity it removes, in percent of one core
     * @param partial it leaves part of the problem, and nobody worse
     */
    record Plan(
            IspId isp,
            long round,
            RingPosition leader,
            Map<NodeName, Fence> fences,
            List<Action> actions,
            String why,
            Duration cost,
            int gainCpuPercent,
            boolean partial)
            implements Decision {
        public Plan {
            Objects.requireNonNull(isp, "isp");
            Objects.requireNonNull(leader, "leader");
            Objects.requireNonNull(why, "why");
            Objects.requireNonNull(cost, "cost");
            fences = Map.copyOf(fences);
            actions = List.copyOf(actions);
            if (actions.isEmpty()) {
                throw new IllegalArgumentException("The plan of ISP " + isp + " has no actions");
            }
        }
    }

    /** What is my fence, what is placed on me, and does a plan hold me? */
    record Query(RingPosition asker) implements Decision {
        public Query {
            Objects.requireNonNull(asker, "asker");
        }
    }
}
