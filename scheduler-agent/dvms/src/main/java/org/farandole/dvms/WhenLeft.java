package org.farandole.dvms;

import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.dvms.RingMessage.Answer;
import org.farandole.contracts.dvms.RingMessage.Busy;
import org.farandole.contracts.dvms.RingMessage.Claim;
import org.farandole.contracts.dvms.RingMessage.Granted;
import org.farandole.contracts.dvms.RingMessage.Join;
import org.farandole.contracts.dvms.RingMessage.NotMine;
import org.farandole.contracts.dvms.RingMessage.Release;
import org.farandole.contracts.dvms.RingMessage.Renew;
import org.farandole.contracts.dvms.RingMessage.Solve;
import org.farandole.contracts.dvms.RingMessage.Solved;
import org.farandole.contracts.dvms.RingPosition;

/** The column of an agent that has left: it holds nothing, and passes on what still comes. */
record WhenLeft(AgentState.Left state, Draft draft) implements Column {

    @Override
    public AgentState on(RingPosition from, RingMessage.FromAgent message) {
        return switch (message) {
            case Join join -> {
                Joining.pass(join, draft);
                yield state;
            }
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

    @Override
    public AgentState on(RingMessage.FromExecutor message) {
        return draft.old(state, message, Old.LEFT_THE_RING);
    }

    @Override
    public AgentState on(Input.TimerFired fired) {
        return draft.old(state, fired.timer(), Old.NOT_RUNNING);
    }

    @Override
    public AgentState on(Input.FromInside input) {
        return state;
    }
}
