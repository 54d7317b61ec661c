package org.farandole.dvms;

import java.util.HashSet;
import java.util.Set;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.dvms.RingMessage.Accepted;
import org.farandole.contracts.dvms.RingMessage.Answer;
import org.farandole.contracts.dvms.RingMessage.Busy;
import org.farandole.contracts.dvms.RingMessage.Changed;
import org.farandole.contracts.dvms.RingMessage.Claim;
import org.farandole.contracts.dvms.RingMessage.Finished;
import org.farandole.contracts.dvms.RingMessage.Granted;
import org.farandole.contracts.dvms.RingMessage.Join;
import org.farandole.contracts.dvms.RingMessage.NotMine;
import org.farandole.contracts.dvms.RingMessage.Refused;
import org.farandole.contracts.dvms.RingMessage.Release;
import org.farandole.contracts.dvms.RingMessage.Renew;
import org.farandole.contracts.dvms.RingMessage.Solve;
import org.farandole.contracts.dvms.RingMessage.Solved;
import org.farandole.contracts.dvms.RingMessage.Status;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.NodeName;
import org.farandole.dvms.AgentState.Leader;
import org.farandole.dvms.AgentState.Partner;
import org.farandole.dvms.AgentState.Phase;
import org.jspecify.annotations.Nullable;

/** The column of a leader that asks, solves or claims. */
record WhenLeading(Leader state, Draft draft) implements Column {

    @Override
    public AgentState on(RingPosition from, RingMessage.FromAgent message) {
        return switch (message) {
            case Join join -> {
                Joining.pass(join, state.isp(), state.partition(), draft);
                yield state;
            }
            case Granted granted when mine(granted.isp()) -> granted(granted, from);
            case Granted granted -> {
                Joining.giveBack(granted, from, draft);
                yield state;
            }
            case Busy busy
            when mine(busy.isp()) && asking(busy.round()) ->
                Requesting.nextFrom(state.meeting(Joining.merged(state.met(), busy.met())), busy.next(), draft);
            case Busy busy -> draft.old(state, busy, Old.ANSWERED);
            case Release release -> draft.old(state, release, Old.NOTHING_RESERVED);
            case Renew renew -> {
                draft.send(from, new NotMine(renew.isp(), renew.round()));
                yield state;
            }
            case NotMine notMine
            when mine(notMine.isp()) && state.partner(from.node()) != null -> {
                draft.send(from, new Release(notMine.isp(), state.round(), null));
                yield Deciding.remove(state, from.node(), draft);
            }
            case NotMine notMine -> draft.old(state, notMine, Old.REPEATED);
            case Claim claim when mine(claim.isp()) -> Merging.claimed(state, claim, draft);
            case Claim claim -> {
                Joining.later(claim, draft);
                yield state;
            }
            case Answer answer
            when mine(answer.isp()) && state.phase() instanceof Phase.Claiming claiming ->
                Merging.answered(state, claiming, answer, draft);
            case Answer answer -> draft.old(state, answer, Old.OTHER_ROUND);
            case Solve solve -> draft.old(state, solve, Old.LEADER_SOLVES);
            case Solved solved when mine(solved.isp()) -> solved(solved.round(), solved.proposal(), solved);
            case Solved solved -> draft.old(state, solved, Old.ASKER_IS_GONE);
        };
    }

    private AgentState granted(Granted granted, RingPosition from) {
        Partner known = state.partner(from.node());
        if (known != null) {
            return granted.state().fence().newerThan(known.state().fence())
                    ? Deciding.update(state, granted, draft)
                    : draft.old(state, granted, Old.REPEATED);
        }
        if (asking(granted.round())) {
            return Deciding.joined(state, granted, from, draft);
        }
        Joining.giveBack(granted, from, draft);
        return state;
    }

    private AgentState solved(long round, Proposal proposal, Object input) {
        return state.phase() instanceof Phase.Solving solving && round == state.round()
                ? Deciding.solved(state, solving, proposal, draft)
                : draft.old(state, input, Old.OTHER_ROUND);
    }

    @Override
    public AgentState on(RingMessage.FromExecutor message) {
        return switch (message) {
            case Accepted accepted -> taken(accepted.isp(), accepted.nodes());
            case Finished _, Changed _ -> Deciding.solveAgain(state, draft);
            case Status status when status.isp() != null -> taken(status.isp(), status.nodes());
            case Status _ -> Deciding.solveAgain(state, draft);
            case Refused refused -> draft.old(state, refused, Old.ANSWERED);
        };
    }

    private AgentState taken(IspId isp, Set<NodeName> nodes) {
        Ending.close(state, Outcome.WITHDRAWN, null, "a plan of " + isp + " took its leader's node", draft);
        return WhenExecuting.begin(isp, nodes, null, null, draft);
    }

    @Override
    public AgentState on(Input.TimerFired fired) {
        if (fired.timer() == Timer.AGAIN) {
            return state;
        }
        if (!mine(fired.tag().isp())) {
            return late(fired);
        }
        boolean current = fired.tag().round() == state.round();
        return switch (fired.timer()) {
            case ASK -> current && state.phase() instanceof Phase.Asking asking ? notAnswered(asking) : late(fired);
            case SOLVE ->
                current && state.phase() instanceof Phase.Solving solving
                        ? Deciding.overdue(state, solving, draft)
                        : late(fired);
            case WAIT ->
                current && state.phase() instanceof Phase.Claiming ? Requesting.newTurn(state, draft) : late(fired);
            case RENEW -> Requesting.renew(state, draft);
            case DEADLINE -> Deciding.fail(state, "it held its nodes for long enough", draft);
            case LEASE, PROMISE, PUBLISH, POLL, QUIET, AGAIN -> draft.old(state, fired.timer(), Old.NOT_RUNNING);
        };
    }

    @Override
    public AgentState on(Input.FromInside input) {
        return switch (input) {
            case Input.TriggerOff _
            when !draft.self().stillHas(state.isp().priority().problem()) -> Deciding.vanished(state, draft);
            case Input.Gone gone -> gone(gone.node());
            case Input.Stop _ -> {
                Ending.close(state, Outcome.WITHDRAWN, null, "the node leaves the ring", draft);
                yield Table.leave(draft, org.farandole.contracts.dvms.Member.Status.LEFT);
            }
            case Input.HandOver _ -> {
                Ending.close(state, Outcome.WITHDRAWN, null, "another process goes on with its leader", draft);
                yield Table.leave(draft, org.farandole.contracts.dvms.Member.Status.HANDED);
            }
            case Input.Proposed proposed
            when mine(proposed.isp()) -> solved(proposed.round(), proposed.proposal(), proposed);
            case Input.Proposed proposed -> draft.old(state, proposed, Old.ASKER_IS_GONE);
            case Input.Begin _,
                    Input.TriggerOn _,
                    Input.TriggerOff _,
                    Input.DemandsChanged _,
                    Input.MembershipChanged _,
                    Input.DrainMe _,
                    Input.ModeChanged _ -> state;
        };
    }

    private AgentState gone(NodeName node) {
        if (state.partner(node) != null) {
            return Deciding.remove(state, node, draft);
        }
        return switch (state.phase()) {
            case Phase.Asking _ when state.cursor().node().equals(node) -> stepOver();
            case Phase.Claiming claiming -> Merging.strike(state, claiming, node, draft);
            case Phase.Asking _, Phase.Solving _, Phase.Publishing _ -> state;
        };
    }

    @Override
    public Set<NodeName> watched() {
        Set<NodeName> watched = new HashSet<>(state.partition());
        watched.add(state.cursor().node());
        if (state.phase() instanceof Phase.Claiming claiming) {
            claiming.open().forEach(open -> watched.add(open.leader().node()));
        }
        watched.remove(draft.node());
        return watched;
    }

    private AgentState notAnswered(Phase.Asking asking) {
        return asking.repeated() ? stepOver() : Requesting.askAgain(state, draft);
    }

    private AgentState late(Input.TimerFired fired) {
        return draft.old(state, fired.timer(), Old.OTHER_ROUND);
    }

    private AgentState stepOver() {
        return Requesting.nextAfter(state, state.cursor().key(), draft);
    }

    private boolean asking(long round) {
        return state.phase() instanceof Phase.Asking && round == state.round();
    }

    private boolean mine(@Nullable IspId isp) {
        return state.isp().isp().equals(isp);
    }
}
