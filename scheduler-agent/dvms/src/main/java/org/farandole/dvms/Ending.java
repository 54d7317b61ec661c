package org.farandole.dvms;

import java.util.Set;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.IspRef;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.dvms.RingMessage.ActionResult;
import org.farandole.contracts.dvms.RingMessage.Finished;
import org.farandole.contracts.dvms.RingMessage.Release;
import org.farandole.contracts.node.NodeName;
import org.farandole.dvms.AgentState.Free;
import org.farandole.dvms.AgentState.Leader;
import org.farandole.dvms.AgentState.Led;
import org.farandole.dvms.AgentState.Phase;
import org.jspecify.annotations.Nullable;

/** How an ISP ends: END, and the outcome of its plan. Said once, by its leader. */
final class Ending {

    private Ending() {}

    /** END, and free. */
    static Free end(Leader leader, Outcome outcome, String achieved, Draft draft) {
        close(leader, outcome, null, achieved, draft);
        return draft.free();
    }

    /** END for an older ISP, to which this node and the members are promised. */
    static Free yield(Leader leader, IspRef older, Draft draft) {
        close(leader, Outcome.MERGED, older, "joins " + older.isp(), draft);
        return draft.free();
    }

    /** END, whatever the leader's node does next. */
    static void close(Leader leader, Outcome outcome, @Nullable IspRef wantedBy, String achieved, Draft draft) {
        stopTimers(leader, draft);
        leader.partners()
                .forEach(partner ->
                        draft.send(partner.position(), new Release(leader.isp().isp(), leader.round(), wantedBy)));
        draft.wantedBy(wantedBy);
        report(leader.isp().isp(), leader.isp().priority().problem(), outcome, found(leader), achieved, draft);
    }

    private static Set<NodeName> found(Leader leader) {
        return leader.phase() instanceof Phase.Publishing publishing ? publishing.found() : leader.partition();
    }

    static void stopTimers(Leader leader, Draft draft) {
        draft.leave(leader.phase());
        draft.cancel(Timer.RENEW);
        draft.cancel(Timer.DEADLINE);
    }

    /** The plan of an ISP that this agent leads is over. The executor has freed the nodes. */
    static void conclude(Led led, Finished finished, Draft draft) {
        Decision.Plan plan = led.plan();
        long done = finished.results().stream().filter(ActionResult::done).count();
        boolean solved = finished.allDone() && !plan.partial();
        String achieved = "%d of %d actions done%s"
                .formatted(done, plan.actions().size(), plan.partial() ? ", of a plan for a part of the problem" : "");
        report(plan.isp(), led.problem(), solved ? Outcome.SOLVED : Outcome.FAILED, led.found(), achieved, draft);
    }

    /** It is over, but the word of how it went was lost: the node's own state tells. */
    static void concludeUnheard(Led led, Draft draft) {
        Decision.Plan plan = led.plan();
        boolean solved = !draft.self().stillHas(led.problem()) && !plan.partial();
        report(
                plan.isp(),
                led.problem(),
                solved ? Outcome.SOLVED : Outcome.FAILED,
                led.found(),
                "the executor's report was lost; the problem " + (solved ? "is gone" : "is still there"),
                draft);
    }

    private static void report(
            IspId isp, ProblemClass problem, Outcome outcome, Set<NodeName> members, String achieved, Draft draft) {
        draft.add(new Effect.Report(new IspEvent.Ended(isp, outcome, members, achieved)));
        switch (outcome) {
            case MERGED, WITHDRAWN -> again(draft);
            case VANISHED -> {
                // A solver that sees no problem where the samples do would be asked again at once.
                if (draft.self().stillHas(problem)) {
                    again(draft);
                }
            }
            case FAILED, ADVISED -> backOff(problem, draft);
            case SOLVED, LOST -> {}
        }
    }

    private static void again(Draft draft) {
        draft.notBefore(draft.now()
                .plus(draft.timings().againFor(draft.self().position().slot())));
    }

    private static void backOff(ProblemClass problem, Draft draft) {
        boolean early = problem == ProblemClass.RELIEVE && !draft.self().own().overloaded();
        Problems failed = draft.self().problems().failed(problem, early, draft.timings(), draft.now());
        draft.keep(draft.self().with(failed));
        draft.notBefore(failed.notBefore());
    }
}
