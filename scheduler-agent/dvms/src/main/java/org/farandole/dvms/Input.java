package org.farandole.dvms;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.Demand;
import org.farandole.contracts.vm.VmName;
import org.jspecify.annotations.Nullable;

/** What can happen to an agent. */
public sealed interface Input {

    /** From the node itself, its host, or the membership; not from an inbox or a timer. */
    sealed interface FromInside extends Input {}

    /**
     * The first input of every agent.
     *
     * @param handed the node's last record in the membership says that it was given back in order: nothing can be reserved
     *     any more, and the agent need not stay quiet for a lease
     */
    record Begin(View view, boolean handed) implements FromInside {
        public Begin {
            Objects.requireNonNull(view, "view");
        }
    }

    /** From the inbox. @param from none is the executor */
    record Mail(@Nullable RingPosition from, RingMessage message) implements Input {
        public Mail {
            Objects.requireNonNull(message, "message");
            if ((from == null) != (message instanceof RingMessage.FromExecutor)) {
                throw new IllegalArgumentException("A " + message.getClass().getSimpleName() + " from " + from);
            }
        }
    }

    record TimerFired(Timer timer, TimerTag tag) implements Input {
        public TimerFired {
            Objects.requireNonNull(timer, "timer");
            Objects.requireNonNull(tag, "tag");
        }
    }

    /**
     * The node has a problem. To be repeated with every sample that still shows it.
     *
     * @param birth when the problem began. After an ISP that failed the agent counts from a later birth, whatever is
     *     repeated here
     * @param sampledAt the broker's timestamp of this sample
     * @param cpuDemandPercent the node's, in percent of one core
     */
    record TriggerOn(
            ProblemClass problem, Instant birth, Instant sampledAt, int cpuDemandPercent, int cpuCapacityPercent)
            implements FromInside {
        public TriggerOn {
            Objects.requireNonNull(problem, "problem");
            Objects.requireNonNull(birth, "birth");
            Objects.requireNonNull(sampledAt, "sampledAt");
        }
    }

    /** The samples show no problem any more. A drain is not ended by it. */
    record TriggerOff() implements FromInside {}

    /**
     * The latest sample; before the trigger that it completes or ends.
     *
     * @param demands of each VM on the node
     */
    record DemandsChanged(Map<VmName, Demand> demands, Capacity capacity) implements FromInside {
        public DemandsChanged {
            demands = Map.copyOf(demands);
            Objects.requireNonNull(capacity, "capacity");
        }

        public static DemandsChanged by(Sample sample) {
            return new DemandsChanged(
                    sample.vms().stream()
                            .collect(Collectors.toMap(Sample.VmSample::vm, Sample.VmSample::demand, Demand::max)),
                    sample.capacity());
        }
    }

    /** The membership as this host has read it so far. Who has gone from it is taken for gone. */
    record MembershipChanged(View view) implements FromInside {
        public MembershipChanged {
            Objects.requireNonNull(view, "view");
        }
    }

    /** The agent of that node is gone, or has left. */
    record Gone(NodeName node) implements FromInside {
        public Gone {
            Objects.requireNonNull(node, "node");
        }
    }

    /** This node is to be emptied. */
    record DrainMe() implements FromInside {}

    /** This node leaves the ring, once no ISP holds it and no VM is left on it. */
    record Stop() implements FromInside {}

    /** Another process goes on with this node: give back what is held, at once. */
    record HandOver() implements FromInside {}

    /** The answer to {@link Effect.SolveLocally}, with its ISP and round. */
    record Proposed(IspId isp, long round, Proposal proposal) implements FromInside {
        public Proposed {
            Objects.requireNonNull(isp, "isp");
            Objects.requireNonNull(proposal, "proposal");
        }
    }

    /** @param paused no new ISP is opened; what runs ends */
    record ModeChanged(boolean paused) implements FromInside {}
}
