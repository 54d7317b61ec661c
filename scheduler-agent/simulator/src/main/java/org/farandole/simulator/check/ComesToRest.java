package org.farandole.simulator.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.monitor.Sample.VmSample;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Overload;
import org.farandole.contracts.node.Resource;
import org.farandole.dvms.Agent;
import org.farandole.dvms.AgentState;
import org.farandole.hypervisor.NodeStats;
import org.farandole.simulator.executor.Executor;
import org.farandole.simulator.ring.Ring;
import org.farandole.simulator.watch.Watcher;
import org.farandole.simulator.world.Landscape;
import org.jspecify.annotations.Nullable;

/**
 * What must hold some time after the faults have stopped and the demands stand still: every ISP has ended within its bound (I6),
 * nobody is reserved, promised or locked (I7), and no overload is left that one migration could end.
 */
public final class ComesToRest implements Watcher {

    /** Until its deadline, when a plan may be published, and wait for an executor that is out; and for a poll in the end. */
    private static final Duration BESIDES_ITS_PLAN = Duration.ofSeconds(60 + 2 + 30 + 8 + 30);

    /** E3: a migration is given up after so many times its estimate and so much more. */
    private static final int TIMES_THE_ESTIMATE = 4;

    private static final Duration ALLOWANCE = Duration.ofSeconds(61);
    /** Plans can wait for each other's nodes, and some have a hundred migrations. */
    private static final Duration ONE_AFTER_THE_OTHER = Duration.ofHours(1);

    private static final int MOST_NAMED = 6;

    /** Since an agent may start again; growing, solving and migrating take that long at most. */
    private static final Duration ENOUGH = Duration.ofSeconds(90);

    /** @param plan how long its plan may take */
    private record Open(Instant since, Duration plan) {
        Instant until() {
            return since.plus(BESIDES_ITS_PLAN).plus(plan);
        }
    }

    /** Plans under way, and by when each is over; an ISP whose leader crashed has ended before. */
    private final Map<IspId, Instant> held = new HashMap<>();

    private final Map<IspId, Open> open = new TreeMap<>(Comparator.comparing(IspId::toString));

    @Override
    public void reported(Instant at, IspEvent event) {
        switch (event) {
            case IspEvent.Opened opened -> open.put(opened.isp(), new Open(at, Duration.ZERO));
            case IspEvent.Ended ended -> {
                Open was = open.remove(ended.isp());
                BrokenInvariant.require(
                        was == null || !was.until().isBefore(at),
                        "I6: %s lasted from %s to %s",
                        ended.isp(),
                        was == null ? null : was.since(),
                        at);
            }
            case IspEvent.Grown _, IspEvent.Computed _ -> {}
        }
    }

    /** PROTOCOL.md 8.3: executing takes the critical path of the plan's time-outs at most. */
    @Override
    public void accepted(Instant at, Decision.Plan plan, Map<NodeName, Fence> before) {
        open.computeIfPresent(plan.isp(), (_, known) -> new Open(known.since(), longest(plan.actions())));
        held.put(plan.isp(), at.plus(BESIDES_ITS_PLAN).plus(longest(plan.actions())));
    }

    @Override
    public void finished(Instant at, Decision.Plan plan) {
        held.remove(plan.isp());
    }

    /** An action waits for earlier ones only. */
    private static Duration longest(List<Action> actions) {
        List<Duration> ends = new ArrayList<>();
        Duration longest = Duration.ZERO;
        for (Action action : actions) {
            Duration begins = Duration.ZERO;
            for (int before : action.after()) {
                begins = longer(begins, ends.get(before));
            }
            Duration most = action.estimate().multipliedBy(TIMES_THE_ESTIMATE).plus(ALLOWANCE);
            ends.add(begins.plus(most));
            longest = longer(longest, ends.getLast());
        }
        return longest;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** By when all that is open or carried out now must have ended, and what waits for it too. */
    public Instant last(Instant now) {
        return Stream.concat(open.values().stream().map(Open::until), held.values().stream())
                .map(last -> last.plus(ENOUGH))
                .reduce(now.plus(ONE_AFTER_THE_OTHER), (one, other) -> one.isAfter(other) ? one : other);
    }

    @Override
    public void crashed(Instant at, NodeName node) {
        open.keySet().removeIf(isp -> isp.initiator().equals(node));
    }

    @Override
    public void moved(Instant at, NodeName node) {
        crashed(at, node);
    }

    /** Who is busy at this moment, in words; nobody if all have come to rest. */
    public static List<String> busy(Landscape landscape, Ring ring, Executor executor) {
        List<String> busy = new ArrayList<>();
        for (RingPosition position : landscape.positions()) {
            Agent agent = ring.agent(position.slot());
            boolean left = agent.state() instanceof AgentState.Left;
            boolean away = left || !landscape.on(position.slot()) && !ring.up(position.slot());
            // who has left may remember who wanted it, and who crashed before its node was switched off what it did:
            // nobody is kept by that
            if (executor.lost(position.node()) || away && executor.idle(position.node())) {
                continue;
            }
            boolean free = left || agent.state() instanceof AgentState.Free;
            if (!free || !ring.up(position.slot()) || agent.self().wanted() != null) {
                busy.add(position.node() + " is " + agent.state().getClass().getSimpleName()
                        + (ring.up(position.slot()) ? "" : ", down"));
            } else if (!executor.idle(position.node())) {
                busy.add(position.node() + " is held by a plan");
            }
        }
        return busy;
    }

    /** @throws BrokenInvariant if somebody is */
    public static void requireNobody(List<String> busy) {
        BrokenInvariant.require(
                busy.isEmpty(),
                "I7: long after the last fault %d are busy: %s",
                busy.size(),
                busy.subList(0, Math.min(MOST_NAMED, busy.size())));
    }

    /** @throws BrokenInvariant if an ISP is still open, or an overload is left that could have been ended */
    public void atRest(Landscape landscape, Ring ring, Executor executor, Instant now) {
        BrokenInvariant.require(open.isEmpty(), "I6: nobody is busy, but these never ended: %s", open);
        for (RingPosition position : landscape.positions()) {
            int node = position.slot();
            if (!landscape.on(node)) {
                continue;
            }
            NodeStats stats = landscape.stats(node);
            List<Overload> overloads = overloads(stats);
            boolean waits =
                    ring.agent(node).self().problems().notBefore().plus(ENOUGH).isAfter(now);
            if (!overloads.isEmpty() && !waits) {
                String way = way(landscape, ring, executor, node, overloads);
                BrokenInvariant.require(
                        way == null,
                        "D5: the VMs of %s demand %s, and %s",
                        position.node(),
                        Overload.inWords(overloads),
                        way);
            }
        }
    }

    private static List<Overload> overloads(NodeStats stats) {
        return Overload.of(stats.ownCapacity(), resource -> demand(stats, resource));
    }

    /** A single migration that would end all of a node's overloads; none if there is none. */
    private static @Nullable String way(
            Landscape landscape, Ring ring, Executor executor, int from, List<Overload> overloads) {
        for (VmSample vm : landscape.stats(from).vms()) {
            boolean enough = overloads.stream()
                    .allMatch(overload -> vm.demand(overload.resource()) >= overload.demand() - overload.capacity());
            for (RingPosition to : landscape.positions()) {
                boolean takes = to.slot() != from
                        && !executor.lost(to.node())
                        && ring.agent(to.slot()).self().problems().drain() == null;
                if (enough && takes && hasRoom(landscape.stats(to.slot()), vm)) {
                    return vm.vm() + " could go to " + to.node();
                }
            }
        }
        return null;
    }

    private static boolean hasRoom(NodeStats stats, VmSample vm) {
        Capacity capacity = stats.ownCapacity();
        return stats.memoryUsedMiB() + vm.memoryMiB() <= capacity.memoryMiB()
                && capacity.bounded().stream()
                        .allMatch(resource -> demand(stats, resource) + vm.demand(resource) <= capacity.of(resource));
    }

    private static long demand(NodeStats stats, Resource resource) {
        return stats.vms().stream().mapToLong(vm -> vm.demand(resource)).sum();
    }
}
