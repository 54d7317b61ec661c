package org.farandole.dvms;

import java.util.List;
import java.util.function.Predicate;
import org.farandole.contracts.dvms.IspRef;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.dvms.RingMessage.Answer;
import org.farandole.contracts.dvms.RingMessage.Claim;
import org.farandole.contracts.node.NodeName;
import org.farandole.dvms.AgentState.Leader;
import org.farandole.dvms.AgentState.Phase;

/** Two turns have met, and each holds what the other needs: the younger yields. */
final class Merging {

    private Merging() {}

    /** Somebody claims what this ISP holds. */
    static AgentState claimed(Leader leader, Claim claim, Draft draft) {
        boolean older = claim.by().olderThan(leader.isp());
        boolean consolidating = leader.isp().priority().problem() == ProblemClass.CONSOLIDATE
                && claim.by().priority().problem() != ProblemClass.CONSOLIDATE;
        if ((leader.merging() && older) || consolidating) {
            sayYielded(leader, claim.by(), draft);
            return Ending.yield(leader, claim.by(), draft);
        }
        if (leader.merging()) {
            draft.send(
                    claim.by().leader(), new Answer(claim.by().isp(), claim.isp(), Answer.Verdict.OLDER, leader.isp()));
            return leader;
        }
        Joining.later(claim, draft);
        return leader;
    }

    /** The leader of a claimed ISP has answered. */
    static AgentState answered(Leader leader, Phase.Claiming claiming, Answer answer, Draft draft) {
        IspRef older = answer.older();
        if (older != null && older.olderThan(leader.isp())) {
            // The older one has to know, or it would wait for nothing.
            sayYielded(leader, older, draft);
            return Ending.yield(leader, older, draft);
        }
        boolean yielded = claiming.yielded() || answer.verdict() == Answer.Verdict.YIELDED;
        return closed(leader, claiming, open -> open.isp().equals(answer.claimed()), yielded, draft);
    }

    /** The leader of a claimed ISP is gone: it will not answer. */
    static AgentState strike(Leader leader, Phase.Claiming claiming, NodeName gone, Draft draft) {
        return closed(leader, claiming, open -> open.leader().node().equals(gone), claiming.yielded(), draft);
    }

    private static AgentState closed(
            Leader leader, Phase.Claiming claiming, Predicate<IspRef> closed, boolean yielded, Draft draft) {
        List<IspRef> open = claiming.open().stream().filter(closed.negate()).toList();
        Leader waiting = leader.in(new Phase.Claiming(open, yielded));
        return open.isEmpty() && yielded ? Requesting.newTurn(waiting, draft) : waiting;
    }

    private static void sayYielded(Leader leader, IspRef to, Draft draft) {
        draft.send(to.leader(), new Answer(to.isp(), leader.isp().isp(), Answer.Verdict.YIELDED, null));
    }
}
