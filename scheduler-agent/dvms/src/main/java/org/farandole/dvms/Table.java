package org.farandole.dvms;

import java.time.Instant;
import java.util.Set;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Member.Status;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.dvms.RingMessage.Join;
import org.farandole.contracts.node.NodeName;

/** The whole table: it notes what every state notes, picks the column, and lets a free agent start where it may. */
final class Table {

    private Table() {}

    static Step step(Agent agent, Input input, Instant now) {
        Draft draft = new Draft(agent.self(), now);
        AgentState next = next(agent.state(), input, draft);
        Sleeping.tell(next, draft);
        AgentState settled = next instanceof AgentState.Free free ? settle(free, draft) : next;
        return new Step(new Agent(draft.self(), settled), draft.effects());
    }

    private static AgentState next(AgentState state, Input input, Draft draft) {
        return switch (input) {
            case Input.Mail(var from, RingMessage.FromAgent message)
            when from != null -> {
                boolean named = message instanceof Join join
                        && join.by().leader().node().equals(draft.node());
                yield named
                        ? draft.old(state, message, Old.CAME_HOME)
                        : column(state, draft).on(from, message);
            }
            case Input.Mail mail
            when mail.message() instanceof RingMessage.FromExecutor message ->
                Fencing.isOld(message, state, draft)
                        ? draft.old(state, message, Old.NOT_NEWER)
                        : column(state, draft).on(message);
            case Input.Mail mail -> throw new IllegalArgumentException("No sender: " + mail);
            case Input.TimerFired fired -> column(state, draft).on(fired);
            case Input.FromInside inside -> inside(state, inside, draft);
        };
    }

    private static AgentState inside(AgentState state, Input.FromInside input, Draft draft) {
        View before = draft.view();
        note(input, draft);
        AgentState next = state;
        Set<NodeName> watched = column(state, draft).watched();
        for (NodeName node : watched.stream().sorted().toList()) {
            if (before.onRing(node) && !draft.view().onRing(node)) {
                next = column(next, draft).on(new Input.Gone(node));
            }
        }
        return input instanceof Input.Gone ? next : column(next, draft).on(input);
    }

    static Column column(AgentState state, Draft draft) {
        return switch (state) {
            case AgentState.Waking waking -> new WhenWaking(waking, draft);
            case AgentState.Free free -> new WhenFree(free, draft);
            case AgentState.Member member -> new WhenMember(member, draft);
            case AgentState.Leader leader ->
                switch (leader.phase()) {
                    case AgentState.Phase.Publishing publishing -> new WhenPublishing(leader, publishing, draft);
                    case AgentState.Phase.Asking _, AgentState.Phase.Solving _, AgentState.Phase.Claiming _ ->
                        new WhenLeading(leader, draft);
                };
            case AgentState.Executing executing -> new WhenExecuting(executing, draft);
            case AgentState.Left left -> new WhenLeft(left, draft);
        };
    }

    /** What is noted in every state. */
    private static void note(Input.FromInside input, Draft draft) {
        Self self = draft.self();
        switch (input) {
            case Input.Begin begin -> {
                draft.keep(self.seeing(begin.view()));
                draft.add(new Effect.Ask(new Decision.Query(self.position())));
            }
            case Input.TriggerOn on ->
                draft.keep(self.with(self.problems()
                        .on(
                                new Trigger(
                                        on.problem(),
                                        on.birth(),
                                        on.sampledAt(),
                                        on.cpuDemandPercent(),
                                        on.cpuCapacityPercent()),
                                self.own().overloaded())));
            case Input.TriggerOff _ -> draft.keep(self.with(self.problems().off()));
            case Input.DemandsChanged demands ->
                draft.keep(self.with(self.own().demanding(demands.demands(), demands.capacity())));
            case Input.MembershipChanged changed -> see(changed.view(), draft);
            case Input.Gone gone -> draft.keep(self.seeing(self.view().without(gone.node())));
            case Input.DrainMe _ -> drain(draft);
            case Input.Stop _ -> draft.keep(self.aboutToLeave());
            case Input.ModeChanged mode -> draft.keep(self.pausing(mode.paused()));
            case Input.HandOver _, Input.Proposed _ -> {}
        }
    }

    /** A node that was woken may be the room that was lacking. */
    private static void see(View changed, Draft draft) {
        Self self = draft.self();
        boolean more = changed.ring().size() > self.view().ring().size();
        boolean lacked =
                self.problems().failures() > 0 && self.settings().power().wakes();
        draft.keep(self.seeing(changed));
        if (more && lacked) {
            draft.keep(draft.self().with(self.problems().notBefore(draft.now())));
        }
    }

    private static void drain(Draft draft) {
        Self self = draft.self();
        if (self.problems().drain() == null) {
            Trigger drain = new Trigger(
                    ProblemClass.EVACUATE,
                    draft.now(),
                    draft.now(),
                    self.own().placedDemandPercent(),
                    self.own().capacity().cpuPercent());
            draft.keep(self.with(self.problems().draining(drain)));
            draft.add(new Effect.Announce(Status.DRAINING));
        }
    }

    /** A free agent leaves if it is to and may; it starts if it has a problem, is not promised, not paused, and may again. */
    private static AgentState settle(AgentState.Free free, Draft draft) {
        Self self = draft.self();
        if (self.leaving() && self.own().placement().isEmpty()) {
            return leave(draft, Status.LEFT);
        }
        Trigger problem = self.problem();
        boolean may = self.wanted() == null
                && !self.paused()
                && !draft.now().isBefore(self.problems().notBefore());
        return problem != null && may ? Requesting.start(problem, draft) : free;
    }

    static AgentState.Left leave(Draft draft, Status status) {
        draft.add(new Effect.Announce(status));
        return new AgentState.Left();
    }
}
