package org.farandole.simulator.ring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Member;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.node.NodeName;
import org.farandole.dvms.Agent;
import org.farandole.dvms.AgentState;
import org.farandole.dvms.Detection;
import org.farandole.dvms.Effect;
import org.farandole.dvms.Input;
import org.farandole.dvms.Settings;
import org.farandole.dvms.Step;
import org.farandole.dvms.View;
import org.farandole.simulator.engine.Engine;
import org.farandole.simulator.executor.Provisioner;
import org.farandole.simulator.scenario.Policy;
import org.farandole.simulator.scenario.Tuning;
import org.farandole.simulator.solving.SolverDesk;
import org.farandole.simulator.watch.Happening;
import org.farandole.simulator.watch.Watcher;
import org.farandole.simulator.world.Landscape;

/**
 * The ring's agents, hosted as scheduler-agent hosts them: one of each timer, detection by samples, solving aside. Each has a
 * process of its own on its node.
 */
public final class Ring implements Provisioner.Listener {

    /** Asks that a node be sampled at its next turn. */
    public interface SampleAgain {
        void node(int number);
    }

    /** Asks that a node that is off be powered on. */
    public interface Waking {
        void wake(NodeName node);
    }

    /** PROTOCOL.md M3: silent for so long, an agent is suspected; for so much longer, it is gone. */
    private static final Duration SUSPECT = Duration.ofSeconds(6);

    private static final Duration GONE = Duration.ofSeconds(15);

    private final Engine engine;
    private final Landscape landscape;
    private final Post post;
    private final SolverDesk solver;
    private final Behaviour behaviour;
    private final Watcher watcher;
    private final Settings settings;
    private final Tuning tuning;
    private final Detection.Rule rule;
    private final SampleAgain sampleAgain;
    private final SiteQuota quota;
    private final Waking waking;
    private final List<Host> hosts = new ArrayList<>();
    private View view;

    public Ring(
            Engine engine,
            Landscape landscape,
            Post post,
            SolverDesk solver,
            Settings settings,
            Behaviour behaviour,
            Watcher watcher,
            SampleAgain sampleAgain,
            Waking waking) {
        this.engine = engine;
        this.landscape = landscape;
        this.post = post;
        this.solver = solver;
        this.settings = settings;
        this.behaviour = behaviour;
        this.watcher = watcher;
        this.tuning = landscape.scenario().tuning();
        this.rule = new Detection.Rule(
                tuning.window(),
                Duration.ofSeconds(1),
                tuning.hysteresisPercent(),
                tuning.low(),
                settings.headroomPercent());
        this.sampleAgain = sampleAgain;
        this.waking = waking;
        this.quota = new SiteQuota(
                landscape.scenario().policy() instanceof Policy.Dvms ring ? ring.ispsPerSite() : 0,
                node -> landscape.spec(node).key().site(),
                this::give);
        landscape.positions().forEach(position -> hosts.add(new Host(position, newborn(position, 1))));
        view = View.of(landscape.positions());
    }

    private Agent newborn(RingPosition position, long life) {
        return Agent.waking(position, life, landscape.spec(position.slot()).capacity(), settings);
    }

    /** All agents begin, handed over in order. */
    public void begin() {
        hosts.forEach(host -> give(host, new Input.Begin(view, true)));
        if (tuning.low() != null) {
            hosts.forEach(host -> sampleAgain.node(host.position.slot()));
        }
    }

    public Agent agent(int node) {
        return hosts.get(node).agent;
    }

    public boolean up(int node) {
        return hosts.get(node).up;
    }

    /** What arrives in a node's inbox. */
    public void deliver(NodeName to, Letter letter) {
        RingPosition from = letter.from() == null ? null : landscape.position(letter.from());
        give(hosts.get(landscape.number(to)), new Input.Mail(from, (RingMessage) letter.content()));
    }

    /** A sample arrives at its node's agent. */
    public void on(int node, Sample sample) {
        Host host = hosts.get(node);
        if (!host.takesInput()) {
            return;
        }
        give(host, Input.DemandsChanged.by(sample));
        Detection before = host.detection;
        host.detection = before.on(sample, sample.at(), rule);
        Input.TriggerOn trigger = host.detection.trigger(sample);
        if (trigger != null) {
            quota.on(node, trigger);
        } else if (before.trigger(sample) != null) {
            quota.off(node);
        }
        lookAgain(node, before, host.detection);
    }

    /** When a window is over the node is sampled, though nothing moved on it. */
    private void lookAgain(int node, Detection before, Detection now) {
        switch (now) {
            case Detection.Rising _ -> sampleAgain.node(node);
            case Detection.Falling _
            when tuning.low() != null && !(before instanceof Detection.Falling) ->
                engine.after(tuning.low().window(), () -> sampleAgain.node(node));
            case Detection.Falling _, Detection.Healthy _, Detection.Overloaded _, Detection.Underused _ -> {}
        }
    }

    /** A record of the membership reaches all agents that read it. */
    public void member(int node, Member.Status status) {
        Host host = hosts.get(node);
        View before = view;
        view = view.with(new Member(host.position, status, status == Member.Status.ACTIVE ? null : host.life));
        if (!view.equals(before)) {
            hosts.stream()
                    .filter(other -> !other.stale)
                    .forEach(other -> give(other, new Input.MembershipChanged(view)));
        }
    }

    /** Whether the agent reads the membership; once it does again, it hears of all that it missed. */
    public void reads(int node, boolean membership) {
        Host host = hosts.get(node);
        host.stale = !membership;
        if (membership) {
            give(host, new Input.MembershipChanged(view));
        }
    }

    /** Before the beginning: the agent is not there yet. */
    public void absent(int node) {
        Host host = hosts.get(node);
        host.up = false;
        view = view.with(new Member(host.position, Member.Status.LEFT, host.life));
    }

    /** The process dies: its timers, its solves and what it would have read are gone. Its successor notices. */
    public void crash(int node) {
        Host host = hosts.get(node);
        if (host.up) {
            stop(host);
            watcher.crashed(engine.now(), host.position.node());
            long life = host.life;
            engine.after(SUSPECT, () -> unlessBack(host, life, Member.Status.SUSPECTED));
            engine.after(SUSPECT.plus(GONE), () -> unlessBack(host, life, Member.Status.GONE));
        }
    }

    private void unlessBack(Host host, long life, Member.Status status) {
        if (!host.up && host.life == life) {
            member(host.position.slot(), status);
        }
    }

    private static void stop(Host host) {
        host.up = false;
        host.stopTimers();
        host.solveBegins();
    }

    /** Its process gives the agent back in order. */
    public void handOver(int node) {
        Host host = hosts.get(node);
        if (host.takesInput()) {
            give(host, new Input.HandOver());
            stop(host);
            watcher.moved(engine.now(), host.position.node());
        }
    }

    /**
     * The agent begins anew, knowing nothing; its node is sampled at its next turn.
     *
     * @param handed in order
     */
    public void restart(int node, boolean handed) {
        Host host = hosts.get(node);
        if (!host.up) {
            host.up = true;
            host.life++;
            host.detection = Detection.healthy();
            host.agent = newborn(host.position, host.life);
            member(node, Member.Status.ACTIVE);
            give(host, new Input.Begin(view, handed));
            sampleAgain.node(node);
        }
    }

    /** The node is powered off: its agent leaves; for one that has crashed its next host says so. */
    @Override
    public void off(int node) {
        Host host = hosts.get(node);
        host.off = true;
        give(host, new Input.Stop());
        if (!host.up) {
            announce(host, Member.Status.OFF);
        }
    }

    /** It is on again, and its agent begins. */
    @Override
    public void on(int node) {
        Host host = hosts.get(node);
        host.off = false;
        stop(host);
        restart(node, true);
    }

    /** An input that does not come by post, such as a drain. */
    public void give(int node, Input input) {
        give(hosts.get(node), input);
    }

    private void give(Host host, Input input) {
        if (!host.takesInput()) {
            return;
        }
        AgentState before = host.agent.state();
        Step step = behaviour.on(host.agent, input, engine.now());
        host.agent = step.next();
        watcher.stepped(new Happening(engine.now(), host.position.node(), input, before, step.next(), step.effects()));
        step.effects().forEach(effect -> carryOut(host, effect));
        if (host.off && host.agent.state() instanceof AgentState.Left) {
            announce(host, Member.Status.OFF);
        }
    }

    private void carryOut(Host host, Effect effect) {
        NodeName me = host.position.node();
        switch (effect) {
            case Effect.SendTo send -> post.send(new Letter(me, send.to().node(), send.message()));
            case Effect.Publish(Decision.Plan plan) -> {
                watcher.published(engine.now(), plan);
                post.send(new Letter(me, null, plan));
            }
            case Effect.Ask ask -> post.send(new Letter(me, null, ask.query()));
            case Effect.StartTimer start -> start(host, start);
            case Effect.CancelTimer cancel -> host.cancel(cancel.timer());
            case Effect.SolveLocally solve -> solve(host, solve);
            case Effect.Report report -> {
                watcher.reported(engine.now(), report.event());
                quota.reported(host.position.slot(), report.event());
            }
            case Effect.Announce announce -> announce(host, announce.status());
            case Effect.PowerOn(NodeName node) -> waking.wake(node);
            case Effect.Ignored _ -> {}
        }
    }

    private void start(Host host, Effect.StartTimer start) {
        long number = host.start(start.timer());
        engine.after(start.after(), () -> {
            if (host.ends(start.timer(), number)) {
                give(host, new Input.TimerFired(start.timer(), start.tag()));
            }
        });
    }

    private void solve(Host host, Effect.SolveLocally solve) {
        SolverDesk.Solved solved = solver.solve(
                solve.isp(),
                solve.round(),
                solve.priority().problem(),
                solve.states(),
                engine.now(),
                tuning.solveBudget());
        watcher.answered(engine.now(), solve.isp(), solved.answer());
        watcher.solved(engine.now(), solve.isp(), solve.states().size(), solved.took());
        long number = host.solveBegins();
        engine.after(solved.took(), () -> {
            if (host.latestSolve(number)) {
                give(host, new Input.Proposed(solve.isp(), solve.round(), solved.proposal()));
            }
        });
    }

    private void announce(Host host, Member.Status status) {
        engine.after(landscape.scenario().delays().withinSite(), () -> member(host.position.slot(), status));
    }
}
