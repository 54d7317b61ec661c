package org.farandole.simulator.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.farandole.contracts.dvms.Member;
import org.farandole.contracts.node.NodeName;
import org.farandole.dvms.AgentState;
import org.farandole.dvms.Input;
import org.farandole.dvms.Timer;
import org.farandole.dvms.TimerTag;
import org.farandole.simulator.engine.Engine;
import org.farandole.simulator.executor.Executor;
import org.farandole.simulator.executor.Trouble;
import org.farandole.simulator.ring.Letter;
import org.farandole.simulator.ring.Network;
import org.farandole.simulator.ring.Ring;
import org.farandole.simulator.scenario.Fault;
import org.farandole.simulator.scenario.FaultKind;
import org.farandole.simulator.watch.Watcher;
import org.farandole.simulator.world.Landscape;

/**
 * Does what a scenario's faults say. What is not said there, such as by how much a letter is late, follows from the letter's number: so
 * leaving one fault out changes nothing about the others.
 */
public final class Mischief implements Network {

    private static final long MOST_LATE_NANOS = Duration.ofSeconds(3).toNanos();
    private static final long MOST_REPEATED_NANOS = Duration.ofSeconds(8).toNanos();

    private static final Duration LEASE_AGAIN = Duration.ofMillis(700);
    private static final Duration TOUCH_AGAIN = Duration.ofMillis(1_900);

    private final Engine engine;
    private final Landscape landscape;
    private final Watcher watcher;
    /** Until when each kind goes on, by node. */
    private final Map<FaultKind, long[]> until = new EnumMap<>(FaultKind.class);

    private long letters;
    private long lagUntil;

    public Mischief(Engine engine, Landscape landscape, Watcher watcher) {
        this.engine = engine;
        this.landscape = landscape;
        this.watcher = watcher;
        for (FaultKind kind : FaultKind.values()) {
            long[] none = new long[landscape.positions().size()];
            Arrays.fill(none, Long.MIN_VALUE);
            until.put(kind, none);
        }
    }

    /** Plans all faults; {@code beginning} is when the load begins, from now. */
    public void plan(Duration beginning, Ring ring, Executor executor) {
        executor.troubledBy(this::trouble);
        for (Fault fault : landscape.scenario().faults()) {
            if (fault.kind() == FaultKind.JOIN) {
                ring.absent(fault.node());
            }
            engine.after(beginning.plus(fault.at()), () -> strike(fault, ring, executor));
        }
    }

    /** Nothing goes wrong with a node that is off, but for what is under way already. */
    private void strike(Fault fault, Ring ring, Executor executor) {
        int node = fault.node();
        NodeName name = landscape.spec(node).name();
        begin(fault);
        if (executor.lost(name) || !landscape.on(node)) {
            return;
        }
        watcher.struck(engine.now(), name, fault);
        switch (fault.kind()) {
            case CRASH -> {
                ring.crash(node);
                engine.after(fault.lasts(), () -> back(node, false, ring, executor));
            }
            case MOVE -> {
                ring.handOver(node);
                engine.after(fault.lasts(), () -> back(node, true, ring, executor));
            }
            case STALE -> {
                ring.reads(node, false);
                engine.after(fault.lasts(), () -> ring.reads(node, true));
            }
            case GONE -> {
                ring.member(node, Member.Status.GONE);
                engine.after(fault.lasts(), () -> contradict(node, ring));
            }
            case LEASE -> again(fault, LEASE_AGAIN, () -> endLease(node, ring));
            case TOUCH -> again(fault, TOUCH_AGAIN, () -> executor.touch(name));
            case OUTAGE -> executor.outageOf(fault.lasts());
            case JOIN -> back(node, true, ring, executor);
            case DRAIN -> ring.give(node, new Input.DrainMe());
            case DIE -> {
                ring.crash(node);
                executor.lose(name);
            }
            case LAG ->
                lagUntil = Math.max(lagUntil, engine.nowNanos() + fault.lasts().toNanos());
            case LOSE, DOUBLE, DELAY, FAIL, SLOW, SWING -> {}
        }
    }

    private void again(Fault fault, Duration period, Runnable action) {
        action.run();
        engine.after(period, () -> {
            if (goesOn(fault.kind(), fault.node())) {
                again(fault, period, action);
            }
        });
    }

    private void begin(Fault fault) {
        long[] ends = Objects.requireNonNull(until.get(fault.kind()));
        long end = engine.nowNanos() + fault.lasts().toNanos();
        ends[fault.node()] = Math.max(ends[fault.node()], end);
    }

    private boolean goesOn(FaultKind kind, int node) {
        return engine.nowNanos() < Objects.requireNonNull(until.get(kind))[node];
    }

    private void back(int node, boolean handed, Ring ring, Executor executor) {
        boolean down = goesOn(FaultKind.CRASH, node) || goesOn(FaultKind.MOVE, node) || !landscape.on(node);
        if (!down && !executor.lost(landscape.spec(node).name())) {
            ring.restart(node, handed);
            drainAgain(node, ring);
        }
    }

    /** Who comes anew is told by node.events that its node is to be emptied. */
    private void drainAgain(int node, Ring ring) {
        if (Objects.requireNonNull(until.get(FaultKind.DRAIN))[node] != Long.MIN_VALUE) {
            ring.give(node, new Input.DrainMe());
        }
    }

    /** M2: an agent that reads a false word about its node says that it is active. */
    private static void contradict(int node, Ring ring) {
        if (ring.up(node)) {
            ring.member(node, Member.Status.ACTIVE);
        }
    }

    private static void endLease(int node, Ring ring) {
        if (ring.agent(node).state() instanceof AgentState.Member member) {
            ring.give(
                    node,
                    new Input.TimerFired(Timer.LEASE, new TimerTag(member.isp().isp(), member.grantRound())));
        }
    }

    private Trouble.Kind trouble(NodeName node) {
        int number = landscape.number(node);
        if (goesOn(FaultKind.FAIL, number)) {
            return Trouble.Kind.FAILS;
        }
        return goesOn(FaultKind.SLOW, number) ? Trouble.Kind.SLOW : Trouble.Kind.NONE;
    }

    @Override
    public long[] arrivals(Letter letter, long usualNanos) {
        long chance = mixed(letters++);
        if (letter.to() == null) {
            boolean late = engine.nowNanos() < lagUntil || concerns(FaultKind.DELAY, letter);
            return new long[] {late ? usualNanos + chance % MOST_LATE_NANOS : usualNanos};
        }
        if (goesOn(FaultKind.LOSE, landscape.number(letter.to()))) {
            return new long[0];
        }
        long arrival = concerns(FaultKind.DELAY, letter) ? usualNanos + chance % MOST_LATE_NANOS : usualNanos;
        return concerns(FaultKind.DOUBLE, letter)
                ? new long[] {arrival, arrival + mixed(chance) % MOST_REPEATED_NANOS}
                : new long[] {arrival};
    }

    private boolean concerns(FaultKind kind, Letter letter) {
        return (letter.from() != null && goesOn(kind, landscape.number(letter.from())))
                || (letter.to() != null && goesOn(kind, landscape.number(letter.to())));
    }

    /** 0 or more. The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
    private static long mixed(long number) {
        long z = (number + 1) * 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return (z ^ z >>> 31) & Long.MAX_VALUE;
    }
}
