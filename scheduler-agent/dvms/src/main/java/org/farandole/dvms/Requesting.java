package org.farandole.dvms;

import java.util.List;
import java.util.Optional;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.IspRef;
import org.farandole.contracts.dvms.Met;
import org.farandole.contracts.dvms.Priority;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.dvms.RingMessage.Claim;
import org.farandole.contracts.dvms.RingMessage.Join;
import org.farandole.contracts.dvms.RingMessage.Renew;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.RingKey;
import org.farandole.dvms.AgentState.Leader;
import org.farandole.dvms.AgentState.Phase;

/** How a leader asks its way round the ring: start, NEXT, TURN, NEWTURN. */
final class Requesting {

    private Requesting() {}

    /** A new ISP for this problem, and its first request. */
    static AgentState start(Trigger problem, Draft draft) {
        Self self = draft.self().openingNext();
        draft.keep(self);
        IspRef isp = new IspRef(
                new IspId(self.node(), self.incarnation(), self.sequence()),
                self.position(),
                new Priority(problem.problem(), problem.birth(), self.node()));
        draft.add(new Effect.Report(new IspEvent.Opened(
                isp.isp(),
                isp.priority(),
                problem.sampledAt(),
                problem.cpuDemandPercent(),
                problem.cpuCapacityPercent(),
                problem.problem() == ProblemClass.RELIEVE ? self.own().overloads() : null)));
        draft.start(Timer.RENEW, isp.isp(), 0, draft.timings().renew());
        draft.start(Timer.DEADLINE, isp.isp(), 0, draft.timings().deadline());
        Leader leader = new Leader(isp, 0, List.of(), List.of(), self.position(), false, null, new Phase.Asking(false));
        boolean alone = problem.problem() == ProblemClass.CONSOLIDATE
                && self.own().placement().isEmpty();
        return alone
                ? Deciding.solve(leader, draft)
                : nextAfter(leader, self.position().key(), draft);
    }

    /** NEXT, strictly after a node that was asked. */
    static AgentState nextAfter(Leader leader, RingKey asked, Draft draft) {
        return next(leader, draft.view().firstOutAfter(home(leader), asked, leader.partition()), draft);
    }

    /** NEXT, at or after the node that a busy one named. What lies behind the cursor would be a step back. */
    static AgentState nextFrom(Leader leader, RingPosition named, Draft draft) {
        RingKey cursor = leader.cursor().key();
        boolean onward = named.key().equals(home(leader)) || View.inside(cursor, named.key(), home(leader));
        return onward
                ? next(leader, draft.view().firstOutFrom(home(leader), named.key(), leader.partition()), draft)
                : nextAfter(leader, cursor, draft);
    }

    private static AgentState next(Leader leader, Optional<RingPosition> asked, Draft draft) {
        if (!draft.self().stillHas(leader.isp().priority().problem())) {
            return Deciding.vanished(leader, draft);
        }
        if (asked.isEmpty()) {
            return turn(leader, draft);
        }
        if (Deciding.early(leader, draft)
                && leader.partition().size() >= draft.self().settings().nearby()) {
            return Deciding.fail(leader, "nobody nearby has the room that makes a migration worth it", draft);
        }
        if (leader.partition().size() >= mostMembers(leader, draft.self().settings())) {
            return Deciding.fail(leader, "an ISP may have no more members", draft);
        }
        draft.leave(leader.phase());
        Leader asking = leader.inRound(leader.round() + 1).at(asked.get()).in(new Phase.Asking(false));
        ask(asking, draft.self().settings().maxHops(), draft);
        return asking;
    }

    private static int mostMembers(Leader leader, Settings settings) {
        return leader.isp().priority().problem() == ProblemClass.CONSOLIDATE
                ? settings.power().members()
                : settings.maxMembers();
    }

    /** The same request again, to be answered by the very node that is asked. */
    static AgentState askAgain(Leader leader, Draft draft) {
        if (!draft.self().stillHas(leader.isp().priority().problem())) {
            return Deciding.vanished(leader, draft);
        }
        ask(leader, 0, draft);
        return leader.in(new Phase.Asking(true));
    }

    private static void ask(Leader leader, int hops, Draft draft) {
        draft.send(
                leader.cursor(),
                new Join(leader.isp(), leader.round(), leader.partition(), hops, leader.merging(), List.of()));
        draft.start(
                Timer.ASK, leader.isp().isp(), leader.round(), draft.timings().ask());
    }

    /** TURN: all were asked. If others hold nodes, claim them; else there is nobody left. */
    private static AgentState turn(Leader leader, Draft draft) {
        List<IspRef> others = leader.met().stream()
                .map(Met::isp)
                .filter(met -> !met.isp().equals(leader.isp().isp()))
                .toList();
        if (others.isEmpty() || Deciding.hasPlan(leader, draft) || Deciding.early(leader, draft)) {
            return Deciding.fail(leader, "the whole ring was asked", draft);
        }
        if (leader.isp().priority().problem() == ProblemClass.CONSOLIDATE) {
            return Deciding.fail(leader, "there is no room but in other partitions", draft);
        }
        draft.leave(leader.phase());
        others.forEach(other -> draft.send(other.leader(), new Claim(other.isp(), leader.isp())));
        draft.start(
                Timer.WAIT, leader.isp().isp(), leader.round(), draft.timings().awaitOthers());
        return leader.startMerging().meeting(List.of()).in(new Phase.Claiming(others, false));
    }

    /** NEWTURN: others have had time to end, or one of them yielded. */
    static AgentState newTurn(Leader leader, Draft draft) {
        return nextAfter(leader.meeting(List.of()), home(leader), draft);
    }

    /** The leases of all members begin anew. */
    static Leader renew(Leader leader, Draft draft) {
        leader.partners()
                .forEach(partner -> draft.send(
                        partner.position(), new Renew(leader.isp().isp(), leader.round(), leader.partition())));
        draft.start(Timer.RENEW, leader.isp().isp(), 0, draft.timings().renew());
        return leader;
    }

    private static RingKey home(Leader leader) {
        return leader.isp().leader().key();
    }
}
