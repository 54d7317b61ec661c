package org.farandole.dvms;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.IspRef;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.NodeName;
import org.jspecify.annotations.Nullable;

/** A step while it is being made: it gathers the effects and what the agent keeps. It does not outlive the step. */
final class Draft {

    private final Instant now;
    private final List<Effect> effects = new ArrayList<>();
    private Self self;

    Draft(Self self, Instant now) {
        this.self = self;
        this.now = now;
    }

    Instant now() {
        return now;
    }

    Self self() {
        return self;
    }

    View view() {
        return self.view();
    }

    Timings timings() {
        return self.timings();
    }

    NodeName node() {
        return self.node();
    }

    List<Effect> effects() {
        return effects;
    }

    void keep(Self changed) {
        self = changed;
    }

    void add(Effect effect) {
        effects.add(effect);
    }

    void send(RingPosition to, RingMessage.FromAgent message) {
        add(new Effect.SendTo(to, message));
    }

    void start(Timer timer, IspId isp, long round, Duration after) {
        add(new Effect.StartTimer(timer, new TimerTag(isp, round), after));
    }

    void start(Timer timer, Duration after) {
        add(new Effect.StartTimer(timer, TimerTag.NONE, after));
    }

    void cancel(Timer timer) {
        add(new Effect.CancelTimer(timer));
    }

    /** The input is old: the state stays as it is, and the input is counted. */
    <S extends AgentState> S old(S state, Object input, Old reason) {
        add(new Effect.Ignored(input.getClass().getSimpleName(), reason));
        return state;
    }

    /** If the ISP is older than the one that wants this node, it wants the node from now on. */
    void wantedBy(@Nullable IspRef isp) {
        if (isp != null && (self.wanted() == null || isp.olderThan(self.wanted()))) {
            self = self.wantedBy(isp);
        }
    }

    /** What the phase waited for is not waited for any more. */
    void leave(AgentState.Phase phase) {
        switch (phase) {
            case AgentState.Phase.Asking _ -> cancel(Timer.ASK);
            case AgentState.Phase.Solving _ -> cancel(Timer.SOLVE);
            case AgentState.Phase.Claiming _ -> cancel(Timer.WAIT);
            case AgentState.Phase.Publishing _ -> cancel(Timer.PUBLISH);
        }
    }

    /** Free from now on; promised, if an ISP wants the node. */
    AgentState.Free free() {
        if (self.wanted() != null) {
            start(Timer.PROMISE, self.wanted().isp(), 0, timings().promise());
        }
        return new AgentState.Free();
    }

    /** Started again, when it may be. */
    void notBefore(Instant again) {
        self = self.with(self.problems().notBefore(again));
        start(Timer.AGAIN, Duration.between(now, again));
    }
}
