package org.farandole.agent.hosting;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.farandole.agent.ring.Post;
import org.farandole.agent.solving.Solving;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.Member;
import org.farandole.contracts.dvms.RingMail;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.node.NodeCommand;
import org.farandole.contracts.node.NodeName;
import org.farandole.dvms.Agent;
import org.farandole.dvms.AgentState;
import org.farandole.dvms.Detection;
import org.farandole.dvms.Effect;
import org.farandole.dvms.Input;
import org.farandole.dvms.Timer;
import org.farandole.solving.Solution;

/** One agent with its timers and its detection. Only the loop touches it. */
final class HostedAgent {

    private final Loop loop;
    private final Post post;
    private final Solving solving;
    private final Clock clock;
    private final Counters counters;
    private final Map<Timer, Loop.Cancellable> timers = new EnumMap<>(Timer.class);
    private Agent agent;
    private Detection detection = Detection.healthy();
    private boolean over;

    HostedAgent(Agent agent, Loop loop, Post post, Solving solving, Clock clock, Counters counters) {
        this.agent = agent;
        this.loop = loop;
        this.post = post;
        this.solving = solving;
        this.clock = clock;
        this.counters = counters;
    }

    Agent agent() {
        return agent;
    }

    NodeName node() {
        return agent.self().node();
    }

    boolean left() {
        return agent.state() instanceof AgentState.Left;
    }

    void on(Input input) {
        if (over) {
            return;
        }
        counters.input(input);
        var step = agent.on(input, clock.instant());
        agent = step.next();
        step.effects().forEach(this::carryOut);
    }

    void on(Sample sample, Instant brokerAt, Detection.Rule rule) {
        on(Input.DemandsChanged.by(sample));
        Detection before = detection;
        detection = detection.on(sample, brokerAt, rule);
        Input.TriggerOn trigger = detection.trigger(sample);
        if (trigger != null) {
            on(trigger);
        } else if (before.trigger(sample) != null) {
            on(new Input.TriggerOff());
        }
    }

    /** Does nothing any more, and says nothing. */
    void end() {
        over = true;
        timers.values().forEach(Loop.Cancellable::cancel);
        timers.clear();
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.SendTo(var to, var message) ->
                post.mail(new RingMail(to.node(), to.slot(), agent.self().position(), message));
            case Effect.Publish(var plan) -> post.decide(plan);
            case Effect.Ask(var query) -> post.decide(query);
            case Effect.StartTimer start -> start(start);
            case Effect.CancelTimer(var timer) -> cancel(timer);
            case Effect.SolveLocally solve -> solving.solve(solve, solution -> loop.run(() -> on(solve, solution)));
            case Effect.Report(var event) -> report(event);
            case Effect.PowerOn(var node) ->
                post.command(new NodeCommand.PowerOn(node, node() + " lacks room: a node of the ring is woken"));
            case Effect.Announce(var status) -> post.announce(member(status));
            case Effect.Ignored ignored -> counters.ignored(ignored);
        }
    }

    private void on(Effect.SolveLocally solve, Solution solution) {
        if (!over) {
            report(solution.record());
            on(new Input.Proposed(solve.isp(), solve.round(), solution.proposal()));
        }
    }

    private Member member(Member.Status status) {
        return new Member(
                agent.self().position(),
                status,
                status == Member.Status.ACTIVE ? null : agent.self().incarnation());
    }

    private void report(IspEvent event) {
        counters.isp(event);
        post.report(event);
    }

    private void start(Effect.StartTimer start) {
        cancel(start.timer());
        timers.put(
                start.timer(),
                loop.runAfter(start.after(), () -> on(new Input.TimerFired(start.timer(), start.tag()))));
    }

    private void cancel(Timer timer) {
        Loop.Cancellable running = timers.remove(timer);
        if (running != null) {
            running.cancel();
        }
    }
}
