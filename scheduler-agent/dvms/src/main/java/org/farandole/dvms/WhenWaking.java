package org.farandole.dvms;

import java.util.Set;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.Member;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.dvms.RingMessage.Accepted;
import org.farandole.contracts.dvms.RingMessage.Changed;
import org.farandole.contracts.dvms.RingMessage.Finished;
import org.farandole.contracts.dvms.RingMessage.Refused;
import org.farandole.contracts.dvms.RingMessage.Status;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.NodeName;
import org.farandole.dvms.AgentState.Waking;

/**
 * The column of an agent that does not know yet what the executor knows of its node. To other agents it is as one that has
 * left. It gets up when the executor has answered and the reservations of its earlier life have lapsed.
 */
record WhenWaking(Waking state, Draft draft) implements Column {

    @Override
    public AgentState on(RingPosition from, RingMessage.FromAgent message) {
        new WhenLeft(new AgentState.Left(), draft).on(from, message);
        return state;
    }

    @Override
    public AgentState on(RingMessage.FromExecutor message) {
        return switch (message) {
            case Accepted accepted -> execute(accepted.isp(), accepted.nodes());
            case Finished _ -> answered();
            // What a plan did since may have been told to the earlier life: only an answer counts.
            case Changed _ -> state;
            case Status status when status.isp() != null -> execute(status.isp(), status.nodes());
            case Status _ -> answered();
            case Refused refused -> draft.old(state, refused, Old.ASKER_IS_GONE);
        };
    }

    @Override
    public AgentState on(Input.TimerFired fired) {
        return switch (fired.timer()) {
            case QUIET -> state.answered() ? up() : new Waking(true, false);
            case POLL -> {
                draft.add(new Effect.Ask(new Decision.Query(draft.self().position())));
                draft.start(Timer.POLL, draft.timings().poll());
                yield state;
            }
            case AGAIN, ASK, RENEW, LEASE, SOLVE, WAIT, PROMISE, PUBLISH, DEADLINE ->
                draft.old(state, fired.timer(), Old.NOT_RUNNING);
        };
    }

    @Override
    public AgentState on(Input.FromInside input) {
        return switch (input) {
            case Input.Begin begin -> {
                draft.start(Timer.POLL, draft.timings().poll());
                if (!begin.handed()) {
                    draft.start(Timer.QUIET, draft.timings().quiet());
                }
                yield new Waking(begin.handed(), false);
            }
            case Input.Stop _ -> leave(Member.Status.LEFT);
            case Input.HandOver _ -> leave(Member.Status.HANDED);
            case Input.Proposed proposed -> draft.old(state, proposed, Old.ASKER_IS_GONE);
            case Input.TriggerOn _,
                    Input.TriggerOff _,
                    Input.DemandsChanged _,
                    Input.MembershipChanged _,
                    Input.Gone _,
                    Input.DrainMe _,
                    Input.ModeChanged _ -> state;
        };
    }

    private AgentState answered() {
        return state.quiet() ? up() : new Waking(false, true);
    }

    private AgentState up() {
        draft.cancel(Timer.POLL);
        return draft.free();
    }

    private AgentState execute(IspId isp, Set<NodeName> nodes) {
        draft.cancel(Timer.QUIET);
        return WhenExecuting.begin(isp, nodes, null, null, draft);
    }

    private AgentState leave(Member.Status status) {
        draft.cancel(Timer.POLL);
        draft.cancel(Timer.QUIET);
        return Table.leave(draft, status);
    }
}
