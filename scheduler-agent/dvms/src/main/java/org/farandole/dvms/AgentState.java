package org.farandole.dvms;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.IspRef;
import org.farandole.contracts.dvms.Met;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.NodeName;
import org.jspecify.annotations.Nullable;

/**
 * What an agent is doing, with just the data of that.
 *
 * <pre>
 *             ┌──────── Release, lease ────────┐
 *             ▼                                │
 * Waking ──▶ Free ── Join: GRANT ──────────▶ Member ─── Accepted ──┐
 *            │ ▲ ▲                                                 ▼
 *            │ │ └───────────────── Finished ──────────────── Executing
 *            │ └──────── END ──────────────┐                       ▲
 *            └─ trigger ▶ Leader: Asking ▶ Solving ▶ Publishing ───┘
 *                           ▲  └─ TURN ─▶ Claiming    (Accepted)
 *                           └── NEWTURN ────┘
 * </pre>
 */
public sealed interface AgentState {

    /**
     * It does not know yet what the executor knows of its node.
     *
     * @param quiet an earlier life's reservations have lapsed
     * @param answered the executor's word is there: no plan holds the node
     */
    record Waking(boolean quiet, boolean answered) implements AgentState {}

    /** In no partition. If an ISP wants the node ({@link Self#wanted}), it is promised to that one. */
    record Free() implements AgentState {}

    /**
     * It gave itself to an ISP.
     *
     * @param grantRound the round of the Join that it granted last
     * @param partition the members as last heard, itself too
     */
    record Member(IspRef isp, long grantRound, Set<NodeName> partition) implements AgentState {
        public Member {
            Objects.requireNonNull(isp, "isp");
            partition = Set.copyOf(partition);
        }
    }

    /**
     * It leads an ISP, from beginning to end.
     *
     * @param round of the present request or solve, counted up by one each
     * @param partners the other members, in the order in which they joined
     * @param met the ISPs that held nodes which requests of this turn passed
     * @param cursor the node asked last, or that joined last; itself at the beginning of a turn
     * @param merging a turn is over
     * @param best the best partial plan so far
     */
    record Leader(
            IspRef isp,
            long round,
            List<Partner> partners,
            List<Met> met,
            RingPosition cursor,
            boolean merging,
            @Nullable Partial best,
            Phase phase)
            implements AgentState {
        public Leader {
            Objects.requireNonNull(isp, "isp");
            Objects.requireNonNull(cursor, "cursor");
            Objects.requireNonNull(phase, "phase");
            partners = List.copyOf(partners);
            met = List.copyOf(met);
        }

        /** All members, the leader too. */
        public Set<NodeName> partition() {
            return Stream.concat(
                            Stream.of(isp.leader().node()), partners.stream().map(Partner::node))
                    .collect(Collectors.toUnmodifiableSet());
        }

        @Nullable
        Partner partner(NodeName node) {
            return partners.stream()
                    .filter(partner -> partner.node().equals(node))
                    .findFirst()
                    .orElse(null);
        }

        Leader in(Phase next) {
            return new Leader(isp, round, partners, met, cursor, merging, best, next);
        }

        Leader inRound(long next) {
            return new Leader(isp, next, partners, met, cursor, merging, best, phase);
        }

        Leader having(List<Partner> others) {
            return new Leader(isp, round, others, met, cursor, merging, best, phase);
        }

        Leader meeting(List<Met> others) {
            return new Leader(isp, round, partners, others, cursor, merging, best, phase);
        }

        Leader at(RingPosition asked) {
            return new Leader(isp, round, partners, met, asked, merging, best, phase);
        }

        Leader startMerging() {
            return new Leader(isp, round, partners, met, cursor, true, best, phase);
        }

        Leader keeping(@Nullable Partial plan) {
            return new Leader(isp, round, partners, met, cursor, merging, plan, phase);
        }
    }

    /** Another member of an ISP that this agent leads. */
    record Partner(RingPosition position, long grantRound, NodeState state) {
        public NodeName node() {
            return position.node();
        }
    }

    /** A plan that solves a part. @param basis the fences of the states that it was computed from */
    record Partial(Proposal.Actions actions, Map<NodeName, Fence> basis) {
        public Partial {
            Objects.requireNonNull(actions, "actions");
            basis = Map.copyOf(basis);
        }
    }

    /** What a leader waits for. */
    sealed interface Phase {

        /** A Join is out to the cursor. @param repeated it was sent a second time */
        record Asking(boolean repeated) implements Phase {}

        /**
         * @param basis the fences of the states that were given to the solver
         * @param overdue its time was over once already
         */
        record Solving(Map<NodeName, Fence> basis, boolean overdue) implements Phase {
            public Solving {
                basis = Map.copyOf(basis);
            }
        }

        /**
         * A turn is over, and others hold nodes.
         *
         * @param open the claims without an answer
         * @param yielded one of them ended for this ISP
         */
        record Claiming(List<IspRef> open, boolean yielded) implements Phase {
            public Claiming {
                open = List.copyOf(open);
            }
        }

        /**
         * The plan is out, without an answer yet.
         *
         * @param found the nodes of the partition that found it; the plan holds those of them that it touches
         */
        record Publishing(Decision.Plan plan, Set<NodeName> found) implements Phase {
            public Publishing {
                Objects.requireNonNull(plan, "plan");
                found = Set.copyOf(found);
            }
        }
    }

    /**
     * The executor has accepted a plan that holds this node.
     *
     * @param nodes those of the plan
     * @param ref the ISP, if this agent heard who leads it and how old it is
     * @param led the plan, if this agent leads the ISP
     */
    record Executing(
            IspId isp,
            Set<NodeName> nodes,
            @Nullable IspRef ref,
            @Nullable Led led) implements AgentState {
        public Executing {
            Objects.requireNonNull(isp, "isp");
            nodes = Set.copyOf(nodes);
        }
    }

    /** The plan of an ISP that this agent leads, the class of its problem, and the nodes of the partition that found it. */
    record Led(Decision.Plan plan, ProblemClass problem, Set<NodeName> found) {
        public Led {
            found = Set.copyOf(found);
            Objects.requireNonNull(plan, "plan");
            Objects.requireNonNull(problem, "problem");
        }
    }

    /** Not on the ring any more, on purpose. */
    record Left() implements AgentState {}
}
