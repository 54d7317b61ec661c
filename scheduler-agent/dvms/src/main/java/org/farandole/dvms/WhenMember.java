package org.farandole.dvms;

import java.util.List;
import java.util.Set;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.Member.Status;
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
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.NodeName;
import org.farandole.dvms.AgentState.Member;
import org.jspecify.annotations.Nullable;

/** The column of an agent that gave itself to an ISP: until Release, the plan's end, or the lease. */
record WhenMember(Member state, Draft draft) implements Column {

    @Override
    public AgentState on(RingPosition from, RingMessage.FromAgent message) {
        return switch (message) {
            // A round that goes back would let a late release of the earlier one free the later reservation.
            case Join join
            when mine(join.isp()) && join.round() < state.grantRound() -> draft.old(state, join, Old.REPEATED);
            case Join join
            when mine(join.isp()) && !join.members().contains(draft.node()) -> Joining.grantAgain(join, draft);
            case Join join -> {
                Joining.pass(join, state.isp(), state.partition(), draft);
                yield state;
            }
            case Granted granted -> {
                Joining.giveBack(granted, from, draft);
                yield state;
            }
            case Release release when !mine(release.isp()) -> draft.old(state, release, Old.NOTHING_RESERVED);
            case Release release
            when state.grantRound() > release.upTo() -> draft.old(state, release, Old.EARLIER_RESERVATION);
            case Release release -> {
                draft.wantedBy(release.forIsp());
                yield free();
            }
            case Renew renew
            when mine(renew.isp()) -> {
                lease();
                yield new Member(state.isp(), state.grantRound(), renew.members());
            }
            case Renew renew -> {
                draft.send(from, new NotMine(renew.isp(), renew.round()));
                yield state;
            }
            case Claim claim -> {
                Joining.later(claim, draft);
                yield state;
            }
            case Solve solve
            when mine(solve.isp()) -> {
                draft.add(new Effect.SolveLocally(solve.isp(), solve.round(), solve.priority(), solve.states()));
                yield state;
            }
            case Solve solve -> draft.old(state, solve, Old.LEADER_SOLVES);
            case Busy busy -> draft.old(state, busy, Old.ASKER_IS_GONE);
            case NotMine notMine -> draft.old(state, notMine, Old.ASKER_IS_GONE);
            case Answer answer -> draft.old(state, answer, Old.ASKER_IS_GONE);
            case Solved solved -> draft.old(state, solved, Old.ASKER_IS_GONE);
        };
    }

    @Override
    public AgentState on(RingMessage.FromExecutor message) {
        return switch (message) {
            case Accepted accepted -> execute(accepted.isp(), accepted.nodes());
            case Finished finished when mine(finished.isp()) -> free();
            case Finished _, Changed _ -> tellLeader();
            case RingMessage.Status status when status.isp() != null -> execute(status.isp(), status.nodes());
            case RingMessage.Status _ -> tellLeader();
            case Refused refused -> draft.old(state, refused, Old.ASKER_IS_GONE);
        };
    }

    @Override
    public AgentState on(Input.TimerFired fired) {
        return switch (fired.timer()) {
            case LEASE ->
                mine(fired.tag().isp()) && fired.tag().round() == state.grantRound()
                        ? draft.free()
                        : draft.old(state, fired.timer(), Old.OTHER_ROUND);
            case AGAIN -> state;
            case ASK, RENEW, SOLVE, WAIT, PROMISE, PUBLISH, POLL, QUIET, DEADLINE ->
                draft.old(state, fired.timer(), Old.NOT_RUNNING);
        };
    }

    @Override
    public AgentState on(Input.FromInside input) {
        return switch (input) {
            case Input.Gone gone when gone.node().equals(leader().node()) -> free();
            case Input.HandOver _ -> {
                notMine();
                draft.cancel(Timer.LEASE);
                yield Table.leave(draft, Status.HANDED);
            }
            case Input.Proposed proposed
            when mine(proposed.isp()) -> {
                draft.send(leader(), new Solved(proposed.isp(), proposed.round(), proposed.proposal()));
                yield state;
            }
            case Input.Proposed proposed -> draft.old(state, proposed, Old.ASKER_IS_GONE);
            case Input.Begin _,
                    Input.TriggerOn _,
                    Input.TriggerOff _,
                    Input.DemandsChanged _,
                    Input.MembershipChanged _,
                    Input.Gone _,
                    Input.DrainMe _,
                    Input.Stop _,
                    Input.ModeChanged _ -> state;
        };
    }

    @Override
    public Set<NodeName> watched() {
        return Set.of(leader().node());
    }

    private boolean mine(@Nullable IspId isp) {
        return state.isp().isp().equals(isp);
    }

    private RingPosition leader() {
        return state.isp().leader();
    }

    private AgentState free() {
        draft.cancel(Timer.LEASE);
        return draft.free();
    }

    private void lease() {
        draft.start(
                Timer.LEASE,
                state.isp().isp(),
                state.grantRound(),
                draft.timings().lease());
    }

    private void notMine() {
        draft.send(leader(), new NotMine(state.isp().isp(), state.grantRound()));
    }

    private AgentState execute(IspId isp, Set<NodeName> nodes) {
        if (!mine(isp)) {
            notMine();
        }
        draft.cancel(Timer.LEASE);
        return WhenExecuting.begin(isp, nodes, mine(isp) ? state.isp() : null, null, draft);
    }

    /** Fence and placement are not what the leader counts on. */
    private AgentState tellLeader() {
        draft.send(
                leader(),
                new Granted(state.isp().isp(), state.grantRound(), draft.self().state(), List.of()));
        return state;
    }
}
