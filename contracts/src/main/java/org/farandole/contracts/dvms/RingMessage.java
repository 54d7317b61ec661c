package org.farandole.contracts.dvms;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.farandole.contracts.node.NodeName;
import org.jspecify.annotations.Nullable;

/** What arrives in an agent's inbox (PROTOCOL.md section 3): from another agent, or from the executor (vm-service). */
public sealed interface RingMessage {

    /** From agent to agent. */
    sealed interface FromAgent extends RingMessage {

        /** The ISP that it is about, as seen by the receiver; see each message. */
        IspId isp();
    }

    /**
     * Leader to node, or passed on: join my ISP.
     *
     * @param round the leader's request, counted up by one each; (ISP, round) is the epoch
     * @param members those who are in, the leader too
     * @param hops how often it may still be passed on
     * @param merging a turn is over: busy nodes remember the oldest such ISP
     */
    record Join(IspRef by, long round, Set<NodeName> members, int hops, boolean merging, List<Met> met)
            implements FromAgent {
        public Join {
            Objects.requireNonNull(by, "by");
            members = Set.copyOf(members);
            met = List.copyOf(met);
        }

        @Override
        public IspId isp() {
            return by.isp();
        }
    }

    /** Node to leader: I am in, and this is my state, which my fence dates. */
    record Granted(IspId isp, long round, NodeState state, List<Met> met) implements FromAgent {
        public Granted {
            Objects.requireNonNull(isp, "isp");
            Objects.requireNonNull(state, "state");
            met = List.copyOf(met);
        }
    }

    /** Node to leader: not I, nor those up to {@code next}, the first out after me. */
    record Busy(IspId isp, long round, RingPosition next, List<Met> met) implements FromAgent {
        public Busy {
            Objects.requireNonNull(isp, "isp");
            Objects.requireNonNull(next, "next");
            met = List.copyOf(met);
        }
    }

    /** Leader to member: grants given up to {@code upTo} are over. {@code forIsp}: it is wanted by that one. */
    record Release(IspId isp, long upTo, @Nullable IspRef forIsp) implements FromAgent {
        public Release {
            Objects.requireNonNull(isp, "isp");
        }
    }

    /** Leader to member: still going on. Restarts the lease. */
    record Renew(IspId isp, long round, Set<NodeName> members) implements FromAgent {
        public Renew {
            Objects.requireNonNull(isp, "isp");
            members = Set.copyOf(members);
        }
    }

    /** Node to leader: I am not in your ISP (any more). */
    record NotMine(IspId isp, long round) implements FromAgent {
        public NotMine {
            Objects.requireNonNull(isp, "isp");
        }
    }

    /** Merging leader to the leader of a met ISP. {@code isp} is the claimed one. */
    record Claim(IspId isp, IspRef by) implements FromAgent {
        public Claim {
            Objects.requireNonNull(isp, "isp");
            Objects.requireNonNull(by, "by");
        }
    }

    /** Claimed leader to claiming leader. {@code isp} is the claiming one. */
    record Answer(
            IspId isp,
            IspId claimed,
            Verdict verdict,
            @Nullable IspRef older) implements FromAgent {
        public Answer {
            Objects.requireNonNull(isp, "isp");
            Objects.requireNonNull(claimed, "claimed");
            Objects.requireNonNull(verdict, "verdict");
            if ((verdict == Verdict.OLDER) != (older != null)) {
                throw new IllegalArgumentException("An Answer names the older ISP when, and only when, it is older");
            }
        }

        public enum Verdict {
            YIELDED,
            LATER,
            OLDER
        }
    }

    /** Leader to its newest member, where that one computes. */
    record Solve(IspId isp, long round, Priority priority, List<NodeState> states) implements FromAgent {
        public Solve {
            Objects.requireNonNull(isp, "isp");
            Objects.requireNonNull(priority, "priority");
            states = List.copyOf(states);
        }
    }

    /** The answer to {@link Solve}. */
    record Solved(IspId isp, long round, Proposal proposal) implements FromAgent {
        public Solved {
            Objects.requireNonNull(isp, "isp");
            Objects.requireNonNull(proposal, "proposal");
        }
    }

    /** From the executor. */
    sealed interface FromExecutor extends RingMessage {}

    /** To every node of the plan: it was admitted; the node's fence is odd now. */
    record Accepted(IspId isp, Set<NodeName> nodes, Fence fence) implements FromExecutor {
        public Accepted {
            Objects.requireNonNull(isp, "isp");
            Objects.requireNonNull(fence, "fence");
            nodes = Set.copyOf(nodes);
        }
    }

    /** To the leader: the plan was not admitted, and nothing was changed. */
    record Refused(IspId isp, Map<NodeName, Fence> fences, Reason reason, String detail) implements FromExecutor {
        public Refused {
            Objects.requireNonNull(isp, "isp");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(detail, "detail");
            fences = Map.copyOf(fences);
        }

        /** A fence moved or a plan holds a node; a node is unknown, lost, or a VM not where the plan says; advise mode. */
        public enum Reason {
            FENCE,
            NODE,
            ADVISED
        }
    }

    /** To every node of the plan: it is over, and the node is idle again. */
    record Finished(IspId isp, Set<NodeName> nodes, Fence fence, List<PlacedVm> placement, List<ActionResult> results)
            implements FromExecutor {
        public Finished {
            Objects.requireNonNull(isp, "isp");
            Objects.requireNonNull(fence, "fence");
            nodes = Set.copyOf(nodes);
            placement = List.copyOf(placement);
            results = List.copyOf(results);
        }

        public boolean allDone() {
            return results.stream().allMatch(ActionResult::done);
        }
    }

    /** What became of an action of a plan. */
    record ActionResult(int action, boolean done, @Nullable String cause) {}

    /** To a node whose VMs changed without a plan. */
    record Changed(Fence fence, List<PlacedVm> placement) implements FromExecutor {
        public Changed {
            Objects.requireNonNull(fence, "fence");
            placement = List.copyOf(placement);
        }
    }

    /** The answer to a {@link Decision.Query}, or sent with a refusal. {@code isp} is the plan that holds the node, if any. */
    record Status(
            Fence fence, List<PlacedVm> placement, @Nullable IspId isp, Set<NodeName> nodes) implements FromExecutor {
        public Status {
            Objects.requireNonNull(fence, "fence");
            placement = List.copyOf(placement);
            nodes = Set.copyOf(nodes);
            if (fence.idle() != (isp == null)) {
                throw new IllegalArgumentException("Fence " + fence + " and plan " + isp + " contradict each other");
            }
        }
    }
}
