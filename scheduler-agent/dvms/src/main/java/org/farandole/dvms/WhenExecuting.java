package org.farandole.dvms;

import java.time.Instant;
import java.util.Set;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.IspRef;
import org.farandole.contracts.dvms.Member.Status;
import org.farandole.contracts.dvms.Priority;
import org.farandole.contracts.dvms.Priority.ProblemClass;
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
import org.farandole.dvms.AgentState.Executing;
import org.farandole.dvms.AgentState.Led;
import org.jspecify.annotations.Nullable;

/** The column of an agent whose node a plan holds. The executor frees it. */
record WhenExecuting(Executing state, Draft draft) implements Column {

    /** The executor says that this plan holds the node. */
    static Executing begin(IspId isp, Set<NodeName> nodes, @Nullable IspRef ref, @Nullable Led led, Draft draft) {
        draft.start(Timer.POLL, isp, 0, draft.timings().poll());
        return new Executing(isp, nodes, ref, led);
    }

    @Override
    public AgentState on(RingPosition from, RingMessage.FromAgent message) {
        return switch (message) {
            case Join join -> {
                Joining.pass(join, holder(), state.nodes(), draft);
                yield state;
            }
            case Granted granted
            when mine(granted.isp()) && state.nodes().contains(from.node()) ->
                draft.old(state, granted, Old.EXECUTOR_DECIDES);
            case Granted granted -> {
                Joining.giveBack(granted, from, draft);
                yield state;
            }
            case Renew renew when mine(renew.isp()) -> draft.old(state, renew, Old.EXECUTOR_DECIDES);
            case Renew renew -> {
                draft.send(from, new NotMine(renew.isp(), renew.round()));
                yield state;
            }
            case Claim claim -> {
                Joining.later(claim, draft);
                yield state;
            }
            case Busy busy -> draft.old(state, busy, Old.ASKER_IS_GONE);
            case Release release -> draft.old(state, release, Old.EXECUTOR_DECIDES);
            case NotMine notMine -> draft.old(state, notMine, Old.EXECUTOR_DECIDES);
            case Answer answer -> draft.old(state, answer, Old.EXECUTOR_DECIDES);
            case Solve solve -> draft.old(state, solve, Old.LEADER_SOLVES);
            case Solved solved -> draft.old(state, solved, Old.EXECUTOR_DECIDES);
        };
    }

    @Override
    public AgentState on(RingMessage.FromExecutor message) {
        return switch (message) {
            case Accepted accepted -> follow(accepted.isp(), accepted.nodes());
            case Finished finished
            when mine(finished.isp()) -> {
                if (state.led() != null) {
                    Ending.conclude(state.led(), finished, draft);
                }
                yield free();
            }
            case Finished _ -> over();
            case Changed _ -> state;
            case RingMessage.Status status when mine(status.isp()) -> state;
            case RingMessage.Status status when status.isp() != null -> follow(status.isp(), status.nodes());
            case RingMessage.Status _ -> over();
            case Refused refused -> draft.old(state, refused, Old.EXECUTOR_DECIDES);
        };
    }

    @Override
    public AgentState on(Input.TimerFired fired) {
        return switch (fired.timer()) {
            case POLL -> {
                if (!mine(fired.tag().isp())) {
                    yield draft.old(state, fired.timer(), Old.OTHER_ROUND);
                }
                draft.add(new Effect.Ask(new Decision.Query(draft.self().position())));
                draft.start(Timer.POLL, state.isp(), 0, draft.timings().poll());
                yield state;
            }
            case AGAIN -> state;
            case ASK, RENEW, LEASE, SOLVE, WAIT, PROMISE, PUBLISH, QUIET, DEADLINE ->
                draft.old(state, fired.timer(), Old.NOT_RUNNING);
        };
    }

    @Override
    public AgentState on(Input.FromInside input) {
        return switch (input) {
            case Input.HandOver _ -> {
                draft.cancel(Timer.POLL);
                yield Table.leave(draft, Status.HANDED);
            }
            case Input.Proposed proposed -> draft.old(state, proposed, Old.EXECUTOR_DECIDES);
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

    private boolean mine(@Nullable IspId isp) {
        return state.isp().equals(isp);
    }

    /** Who leads the ISP whose plan holds this node. If it was never heard, it counts as the oldest: it does not yield. */
    private @Nullable IspRef holder() {
        if (state.ref() != null) {
            return state.ref();
        }
        return draft.view()
                .position(state.isp().initiator())
                .map(leader -> new IspRef(
                        state.isp(), leader, new Priority(ProblemClass.RELIEVE, Instant.EPOCH, leader.node())))
                .orElse(null);
    }

    /** Another plan holds the node: the earlier one is over. */
    private AgentState follow(IspId isp, Set<NodeName> nodes) {
        concludeUnheard();
        return begin(isp, nodes, null, null, draft);
    }

    private AgentState over() {
        concludeUnheard();
        return free();
    }

    private AgentState free() {
        draft.cancel(Timer.POLL);
        return draft.free();
    }

    private void concludeUnheard() {
        if (state.led() != null) {
            Ending.concludeUnheard(state.led(), draft);
        }
    }
}
