package org.farandole.dvms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.dvms.RingMessage.Granted;
import org.farandole.contracts.dvms.RingMessage.Release;
import org.farandole.contracts.dvms.RingMessage.Solve;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Overload;
import org.farandole.dvms.AgentState.Leader;
import org.farandole.dvms.AgentState.Partial;
import org.farandole.dvms.AgentState.Partner;
import org.farandole.dvms.AgentState.Phase;
import org.jspecify.annotations.Nullable;

/** How a leader comes to a plan: solve, SOLVED, PUBLISH, FAIL. */
final class Deciding {

    private Deciding() {}

    /**
     * Have it computed, for the members' states as they are. Where the members cannot have enough, ask on instead; but not
     * the last one, as a part of the problem may be solved.
     */
    static AgentState solve(Leader leader, Draft draft) {
        ProblemClass problem = leader.isp().priority().problem();
        Self self = draft.self();
        if (!self.stillHas(problem)) {
            return vanished(leader, draft);
        }
        List<NodeState> others = leader.partners().stream().map(Partner::state).toList();
        if (!Room.maySuffice(problem, self.state(), others) && moreToAsk(leader, draft)) {
            return Requesting.nextAfter(leader, leader.cursor().key(), draft);
        }
        draft.leave(leader.phase());
        draft.start(
                Timer.SOLVE, leader.isp().isp(), leader.round(), draft.timings().solve());
        if (self.settings().solver() == Solver.NEWEST && !leader.partners().isEmpty()) {
            draft.send(
                    leader.partners().getLast().position(),
                    new Solve(leader.isp().isp(), leader.round(), leader.isp().priority(), asSolved(leader, draft)));
        } else {
            solveHere(leader, draft);
        }
        return leader.in(new Phase.Solving(fences(leader, draft), false));
    }

    private static void solveHere(Leader leader, Draft draft) {
        draft.add(new Effect.SolveLocally(
                leader.isp().isp(), leader.round(), leader.isp().priority(), asSolved(leader, draft)));
    }

    /** The members' states; where a node is to be emptied for it to sleep, the others are not filled to the brim. */
    private static List<NodeState> asSolved(Leader leader, Draft draft) {
        List<NodeState> states = states(leader, draft);
        return leader.isp().priority().problem() == ProblemClass.CONSOLIDATE
                ? Sleeping.filledTo(draft.self().settings().power().fillPercent(), states)
                : states;
    }

    /**
     * The leader's own state or its members are not what they were. If it is being solved, it is solved again, in a round of
     * its own, lest the answer for the earlier states be taken for the new ones' with their fences.
     */
    static AgentState solveAgain(Leader leader, Draft draft) {
        return leader.phase() instanceof Phase.Solving ? solve(leader.inRound(leader.round() + 1), draft) : leader;
    }

    /** Another member: the one asked, or one to whom the request was passed. */
    static AgentState joined(Leader leader, Granted granted, RingPosition from, Draft draft) {
        if (!draft.self().stillHas(leader.isp().priority().problem())) {
            Joining.giveBack(granted, from, draft);
            return vanished(leader, draft);
        }
        List<Partner> partners = new ArrayList<>(leader.partners());
        partners.add(new Partner(from, granted.round(), granted.state()));
        Leader grown = leader.having(partners)
                .meeting(Joining.merged(leader.met(), granted.met()))
                .at(from);
        draft.add(new Effect.Report(
                new IspEvent.Grown(grown.isp().isp(), grown.round(), from.node(), grown.partition())));
        return solve(grown, draft);
    }

    /** The solver has not answered: once, the leader solves itself; twice, there is no plan. */
    static AgentState overdue(Leader leader, Phase.Solving solving, Draft draft) {
        if (solving.overdue()) {
            return solved(leader, solving, new Proposal.NoPlan("the solver did not answer in time", null), draft);
        }
        if (draft.self().settings().solver() == Solver.NEWEST) {
            solveHere(leader, draft);
        }
        draft.start(
                Timer.SOLVE, leader.isp().isp(), leader.round(), draft.timings().solve());
        return leader.in(new Phase.Solving(solving.basis(), true));
    }

    /** A member's node has changed, says the member. */
    static AgentState update(Leader leader, Granted granted, Draft draft) {
        List<Partner> partners = leader.partners().stream()
                .map(partner -> partner.node().equals(granted.state().node())
                        ? new Partner(partner.position(), granted.round(), granted.state())
                        : partner)
                .toList();
        return solveAgain(leader.having(partners), draft);
    }

    /** A member is none any more. */
    static AgentState remove(Leader leader, NodeName node, Draft draft) {
        List<Partner> partners = leader.partners().stream()
                .filter(partner -> !partner.node().equals(node))
                .toList();
        Partial best = leader.best();
        // It may join again at the same fence with other demands.
        Partial stillTrue = best != null && best.basis().containsKey(node) ? null : best;
        return solveAgain(leader.having(partners).keeping(stillTrue), draft);
    }

    /** SOLVED, for the current round. */
    static AgentState solved(Leader leader, Phase.Solving solving, Proposal proposal, Draft draft) {
        if (!draft.self().stillHas(leader.isp().priority().problem())) {
            return vanished(leader, draft);
        }
        return switch (proposal) {
            case Proposal.NothingToDo _
            when leader.isp().priority().problem() == ProblemClass.CONSOLIDATE -> askOn(leader, null, solving, draft);
            case Proposal.NothingToDo _ when early(leader, draft) -> askOn(leader, null, solving, draft);
            case Proposal.NothingToDo _ ->
                Ending.end(leader, Outcome.VANISHED, "by the members' states there is no problem", draft);
            case Proposal.Actions plan
            when !plan.partial() && takes(leader, plan, draft) -> publish(leader, plan, null, draft);
            case Proposal.Actions part -> askOn(leader, part, solving, draft);
            case Proposal.NoPlan none -> askOn(leader, none.best(), solving, draft);
        };
    }

    /** The reason is gone: a success, and nobody else is asked for it. */
    static AgentState vanished(Leader leader, Draft draft) {
        return Ending.end(leader, Outcome.VANISHED, "the problem went away", draft);
    }

    private static boolean takes(Leader leader, Proposal.Actions plan, Draft draft) {
        return leader.isp().priority().problem() != ProblemClass.RELIEVE
                || draft.self().settings().patience().takes(states(leader, draft), plan);
    }

    /** With one more node there may be a plan, or a better one. */
    private static AgentState askOn(
            Leader leader, Proposal.@Nullable Actions found, Phase.Solving solving, Draft draft) {
        Partial best = standing(leader, draft);
        if (found != null && (best == null || betters(found, best.actions()))) {
            best = new Partial(found, solving.basis());
        }
        Settings settings = draft.self().settings();
        if (best != null
                && !best.actions().partial()
                && leader.partition().size() >= settings.patience().members()) {
            return publish(leader.keeping(best), best.actions(), null, draft);
        }
        return Requesting.nextAfter(leader.keeping(best), leader.cursor().key(), draft);
    }

    /** The whole of the problem before a part of it; the later of two plans, as it had more nodes to choose from. */
    private static boolean betters(Proposal.Actions found, Proposal.Actions best) {
        return !found.partial() || (best.partial() && found.gainCpuPercent() >= best.gainCpuPercent());
    }

    /** Whether it is for an overload that is none yet: nobody is claimed or woken for that, and few are asked. */
    static boolean early(Leader leader, Draft draft) {
        return leader.isp().priority().problem() == ProblemClass.RELIEVE
                && !draft.self().own().overloaded();
    }

    /** Whether the leader has a plan for the whole problem, and asks on for a better one. */
    static boolean hasPlan(Leader leader, Draft draft) {
        Partial best = standing(leader, draft);
        return best != null && !best.actions().partial();
    }

    /** PUBLISH: from here on the executor decides. @param cause why the plan is for a part of the problem, if it is */
    private static AgentState publish(Leader grown, Proposal.Actions actions, @Nullable String cause, Draft draft) {
        Leader leader = releasingTheOthers(grown, actions, draft);
        draft.leave(leader.phase());
        draft.cancel(Timer.DEADLINE);
        Decision.Plan plan = new Decision.Plan(
                leader.isp().isp(),
                leader.round(),
                leader.isp().leader(),
                fences(leader, draft),
                actions.actions(),
                why(leader, cause, draft.self().own()),
                actions.actions().stream().map(Action::estimate).reduce(Duration.ZERO, Duration::plus),
                actions.gainCpuPercent(),
                cause != null);
        Leader publishing = leader.in(new Phase.Publishing(plan, grown.partition()));
        send(publishing, plan, draft);
        return publishing;
    }

    /** A plan holds the nodes that it touches; nothing is to be done on any other member, so it need not wait for the plan's end. */
    private static Leader releasingTheOthers(Leader leader, Proposal.Actions actions, Draft draft) {
        Set<NodeName> touched = Loads.touched(actions.actions());
        List<Partner> held = new ArrayList<>();
        for (Partner partner : leader.partners()) {
            if (touched.contains(partner.node())) {
                held.add(partner);
            } else {
                draft.send(partner.position(), new Release(leader.isp().isp(), leader.round(), null));
            }
        }
        return leader.having(held);
    }

    /** The plan, for the first time or again. */
    static void send(Leader leader, Decision.Plan plan, Draft draft) {
        draft.add(new Effect.Publish(plan));
        draft.start(
                Timer.PUBLISH,
                leader.isp().isp(),
                leader.round(),
                draft.timings().publish());
    }

    /** FAIL, unless patience was for a better plan only: what can be done of it is done, if anything. A node that is off may help the next attempt. */
    static AgentState fail(Leader leader, String cause, Draft draft) {
        Self self = draft.self();
        if (leader.isp().priority().problem() == ProblemClass.RELIEVE && !early(leader, draft)) {
            Sleeping.wakeOne(self, draft);
        }
        Partial best = standing(leader, draft);
        return best != null
                ? publish(leader, best.actions(), best.actions().partial() ? cause : null, draft)
                : Ending.end(leader, Outcome.FAILED, "no plan: " + cause, draft);
    }

    /** The best partial plan, if its nodes are those that it was computed for, and by their latest demands it harms nobody. */
    private static @Nullable Partial standing(Leader leader, Draft draft) {
        Partial best = leader.best();
        return best != null
                        && fences(leader, draft)
                                .entrySet()
                                .containsAll(best.basis().entrySet())
                        && Room.harmsNobody(best.actions().actions(), states(leader, draft))
                ? best
                : null;
    }

    private static boolean moreToAsk(Leader leader, Draft draft) {
        return leader.partition().size() < draft.self().settings().maxMembers()
                && draft.view()
                        .firstOutAfter(
                                leader.isp().leader().key(), leader.cursor().key(), leader.partition())
                        .isPresent();
    }

    private static List<NodeState> states(Leader leader, Draft draft) {
        List<NodeState> states = new ArrayList<>(List.of(draft.self().state()));
        leader.partners().forEach(partner -> states.add(partner.state()));
        return states;
    }

    private static Map<NodeName, Fence> fences(Leader leader, Draft draft) {
        return states(leader, draft).stream().collect(Collectors.toMap(NodeState::node, NodeState::fence));
    }

    private static String why(Leader leader, @Nullable String cause, OwnNode own) {
        String problem = switch (leader.isp().priority().problem()) {
            case RELIEVE -> "the VMs of %s demand %s".formatted(own.name(), Overload.inWords(own.overloads()));
            case EVACUATE ->
                "%s is to be emptied of %d VMs"
                        .formatted(own.name(), own.placement().size());
            case CONSOLIDATE -> own.name() + (own.placement().isEmpty() ? " is empty" : " is under-used");
        };
        return cause == null ? problem : problem + "; a part of it only: " + cause;
    }
}
