package org.farandole.dvms;

import java.util.Set;
import org.farandole.contracts.dvms.IspRef;
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
import org.farandole.dvms.AgentState.Free;

/** The column of a free agent. Only it grants. That it starts where it may, and leaves where it is to, is the table's. */
record WhenFree(Free state, Draft draft) implements Column {

    @Override
    public AgentState on(RingPosition from, RingMessage.FromAgent message) {
        return switch (message) {
            case Join join -> asked(join);
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
            case Busy busy -> draft.old(state, busy, Old.ASKER_IS_GONE);
            case Release release -> draft.old(state, release, Old.NOTHING_RESERVED);
            case NotMine notMine -> draft.old(state, notMine, Old.ASKER_IS_GONE);
            case Answer answer -> draft.old(state, answer, Old.ASKER_IS_GONE);
            case Solve solve -> draft.old(state, solve, Old.LEADER_SOLVES);
            case Solved solved -> draft.old(state, solved, Old.ASKER_IS_GONE);
        };
    }

    private AgentState asked(Join join) {
        IspRef wanted = draft.self().wanted();
        boolean mayHaveMe =
                wanted == null || wanted.isp().equals(join.isp()) || join.by().olderThan(wanted);
        if (mayHaveMe) {
            return Joining.grant(join, draft);
        }
        Joining.pass(join, wanted, Set.of(), draft);
        return state;
    }

    @Override
    public AgentState on(RingMessage.FromExecutor message) {
        return switch (message) {
            case Accepted accepted -> WhenExecuting.begin(accepted.isp(), accepted.nodes(), null, null, draft);
            case Finished _, Changed _ -> state;
            case RingMessage.Status status
            when status.isp() != null -> WhenExecuting.begin(status.isp(), status.nodes(), null, null, draft);
            case RingMessage.Status _ -> state;
            case Refused refused -> draft.old(state, refused, Old.ASKER_IS_GONE);
        };
    }

    @Override
    public AgentState on(Input.TimerFired fired) {
        return switch (fired.timer()) {
            case PROMISE -> {
                IspRef wanted = draft.self().wanted();
                if (wanted == null || !wanted.isp().equals(fired.tag().isp())) {
                    yield draft.old(state, fired.timer(), Old.OTHER_ROUND);
                }
                draft.keep(draft.self().wantedBy(null));
                yield state;
            }
            case AGAIN -> {
                if (draft.now().isBefore(draft.self().problems().notBefore())) {
                    draft.notBefore(draft.self().problems().notBefore());
                }
                yield state;
            }
            case ASK, RENEW, LEASE, SOLVE, WAIT, PUBLISH, POLL, QUIET, DEADLINE ->
                draft.old(state, fired.timer(), Old.NOT_RUNNING);
        };
    }

    @Override
    public AgentState on(Input.FromInside input) {
        return switch (input) {
            case Input.HandOver _ -> {
                draft.cancel(Timer.PROMISE);
                yield Table.leave(draft, Status.HANDED);
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
}
