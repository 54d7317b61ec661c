package org.farandole.contracts.dvms;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Overload;
import org.jspecify.annotations.Nullable;

/** The life of an ISP: {@code dvms.partitions}, keyed by it. */
public sealed interface IspEvent {

    IspId isp();

    /**
     * @param sampledAt the broker's timestamp of the sample that completed the trigger
     * @param cpuDemandPercent the node's demand in that sample, in percent of one core
     * @param overloads of what, by the latest demands, where it is not CPU alone; else none
     */
    record Opened(
            IspId isp,
            Priority priority,
            Instant sampledAt,
            int cpuDemandPercent,
            int cpuCapacityPercent,
            @Nullable List<Overload> overloads)
            implements IspEvent {
        public Opened {
            Objects.requireNonNull(isp, "isp");
            Objects.requireNonNull(priority, "priority");
            Objects.requireNonNull(sampledAt, "sampledAt");
            overloads = Overload.unlessOfCpuAlone(overloads);
        }

        /** Where CPU alone is short, or nothing. */
        public Opened(IspId isp, Priority priority, Instant sampledAt, int cpuDemandPercent, int cpuCapacityPercent) {
            this(isp, priority, sampledAt, cpuDemandPercent, cpuCapacityPercent, null);
        }

        /** What is demanded, such as "740 of 700 % of a core". */
        public String demand() {
            return overloads == null
                    ? cpuDemandPercent + " of " + cpuCapacityPercent + " % of a core"
                    : Overload.inWords(overloads);
        }
    }

    record Grown(IspId isp, long round, NodeName joined, Set<NodeName> members) implements IspEvent {
        public Grown {
            Objects.requireNonNull(isp, "isp");
            Objects.requireNonNull(joined, "joined");
            members = Set.copyOf(members);
        }
    }

    /**
     * One solve.
     *
     * @param input all that it was given, as JSON, gzipped: {@code replay} starts from it
     * @param proposal the answer; none in records from before it was recorded
     */
    record Computed(
            IspId isp,
            long round,
            Set<NodeName> members,
            Verdict verdict,
            SolveAccount account,
            byte[] input,
            @Nullable Proposal proposal)
            implements IspEvent {
        public Computed {
            Objects.requireNonNull(isp, "isp");
            Objects.requireNonNull(verdict, "verdict");
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(input, "input");
            members = Set.copyOf(members);
        }

        public enum Verdict {
            PLAN,
            NO_PLAN,
            NOTHING_TO_DO
        }
    }

    /**
     * How a solve went.
     *
     * @param took wall time
     * @param firstPlanAfter none where there was no plan
     * @param searchNodes the solver's, at which it stopped
     * @param proved the plan is an optimum, or that there is none is certain
     * @param leastMoves a lower bound on the moves
     * @param cause why there is no plan, if there is none
     * @param leftOut what the solver's plan has that a decision cannot carry, in words; none if it is whole
     * @param search none in records from before it was recorded, and where the input was refused
     */
    record SolveAccount(
            Duration took,
            @Nullable Duration firstPlanAfter,
            long seed,
            long searchNodes,
            long fails,
            boolean proved,
            int leastMoves,
            int moves,
            @Nullable String cause,
            @Nullable String leftOut,
            @Nullable Search search) {
        public SolveAccount {
            Objects.requireNonNull(took, "took");
        }
    }

    /**
     * What was searched, how far the search might go, and what it came to.
     *
     * @param inputHash of the placement problem, whatever the order of its nodes and VMs
     * @param searchNodesLimit the solver's decisions
     * @param wallLimit wall time
     * @param bestPlanAfter when the plan that is given was there; none where there was no plan
     * @param leastTime a lower bound on the moves' time, summed, in the node's time
     * @param looks how often the search looked whether it may go on, and might: a replay is stopped where it was, after as
     *     many; none in records from before it was recorded
     */
    record Search(
            String inputHash,
            long searchNodesLimit,
            Duration wallLimit,
            @Nullable Duration bestPlanAfter,
            Duration leastTime,
            @Nullable Long looks) {
        public Search {
            Objects.requireNonNull(inputHash, "inputHash");
            Objects.requireNonNull(wallLimit, "wallLimit");
            Objects.requireNonNull(leastTime, "leastTime");
        }
    }

    /** @param achieved in words: what was done, or why not */
    record Ended(IspId isp, Outcome outcome, Set<NodeName> members, String achieved) implements IspEvent {
        public Ended {
            Objects.requireNonNull(isp, "isp");
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(achieved, "achieved");
            members = Set.copyOf(members);
        }
    }
}
