package org.farandole.dvms;

import java.util.Set;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.Member.Status;
import org.farandole.contracts.dvms.Outcome;
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
import org.farandole.dvms.AgentState.Leader;
import org.farandole.dvms.AgentState.Led;
import org.farandole.dvms.AgentState.Phase;
import org.jspecify.annotations.Nullable;

/** The column of a leader whose plan is out. The executor's answer ends it; the plan is sent again until that comes. */
record WhenPublishing(Leader state, Phase.Publishing phase, Draft draft) implements Column {

    @Override
    public AgentState on(RingPosition from, RingMessage.FromAgent message) {
        return switch (message) {
            case Join join -> {
                Joining.pass(join, state.isp(), state.partition(), draft);
                yield state;
            }
            case Granted granted
            when mine(granted.isp()) && state.partner(from.node()) != null ->
                draft.old(state, granted, Old.EXECUTOR_DECIDES);
            case Granted granted -> {
                Joining.giveBack(granted, from, draft);
                yield state;
            }
            case Renew renew -> {
                draft.send(from, new NotMine(renew.isp(), renew.round()));
                yield state;
            }
            case Claim claim -> {
                Joining.later(claim, draft);
                yield state;
            }
            case Busy busy -> draft.old(state, busy, Old.ANSWERED);
            case Release release -> draft.old(state, release, Old.NOTHING_RESERVED);
            case NotMine notMine -> draft.old(state, notMine, Old.EXECUTOR_DECIDES);
            case Answer answer -> draft.old(state, answer, Old.EXECUTOR_DECIDES);
            case Solve solve -> draft.old(state, solve, Old.LEADER_SOLVES);
            case Solved solved -> draft.old(state, solved, Old.EXECUTOR_DECIDES);
        };
    }

    @Override
    public AgentState on(RingMessage.FromExecutor message) {
        return switch (message) {
            case Accepted accepted -> execute(accepted.isp(), accepted.nodes());
            case Finished finished
            when mine(finished.isp()) -> {
                Ending.stopTimers(state, draft);
                Ending.conclude(led(), finished, draft);
                yield draft.free();
            }
            // The plan was made from what was before: Refused will come.
            case Finished _, Changed _ -> state;
            case RingMessage.Status status when status.isp() != null -> execute(status.isp(), status.nodes());
            case RingMessage.Status _ -> state;
            case Refused refused when mine(refused.isp()) -> refused(refused);
            case Refused refused -> draft.old(state, refused, Old.ANSWERED);
        };
    }

    private AgentState refused(Refused refused) {
        return switch (refused.reason()) {
            case FENCE, NODE -> Ending.end(state, Outcome.WITHDRAWN, "refused: " + refused.detail(), draft);
            case ADVISED -> Ending.end(state, Outcome.ADVISED, "published, not executed", draft);
        };
    }

    @Override
    public AgentState on(Input.TimerFired fired) {
        return switch (fired.timer()) {
            case PUBLISH -> {
                if (!mine(fired.tag().isp())) {
                    yield draft.old(state, fired.timer(), Old.OTHER_ROUND);
                }
                Deciding.send(state, phase.plan(), draft);
                yield state;
            }
            case RENEW ->
                mine(fired.tag().isp())
                        ? Requesting.renew(state, draft)
                        : draft.old(state, fired.timer(), Old.OTHER_ROUND);
            case DEADLINE -> draft.old(state, fired.timer(), Old.EXECUTOR_DECIDES);
            case AGAIN -> state;
            case ASK, LEASE, SOLVE, WAIT, PROMISE, POLL, QUIET -> draft.old(state, fired.timer(), Old.NOT_RUNNING);
        };
    }

    @Override
    public AgentState on(Input.FromInside input) {
        return switch (input) {
            case Input.HandOver _ -> {
                Ending.stopTimers(state, draft);
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
        return state.isp().isp().equals(isp);
    }

    private Led led() {
        return new Led(phase.plan(), state.isp().priority().problem(), phase.found());
    }

    private AgentState execute(IspId isp, Set<NodeName> nodes) {
        if (mine(isp)) {
            Ending.stopTimers(state, draft);
            return WhenExecuting.begin(isp, nodes, state.isp(), led(), draft);
        }
        Ending.close(state, Outcome.WITHDRAWN, null, "a plan of " + isp + " took its leader's node", draft);
        return WhenExecuting.begin(isp, nodes, null, null, draft);
    }
}
