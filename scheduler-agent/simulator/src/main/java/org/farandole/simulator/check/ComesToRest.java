package org.farandole.simulator.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** After its deadline a plan may be published, wait for an executor that is out, run into its time-out, and be asked for by poll. */
    public static final Duration LONGEST_ISP = Duration.ofSeconds(60 + 2 + 30 + 8 + 4 * 60 + 60 + 30);

    /** Since an agent may start again; growing, solving and migrating take that long at most. */
    private static final Duration ENOUGH = Duration.ofSeconds(90);

    private final Map<IspId, Instant> open = new HashMap<>();

    @Override
    public void reported(Instant at, IspEvent event) {
        switch (event) {
            case IspEvent.Opened opened -> open.put(opened.isp(), at);
            case IspEvent.Ended ended -> {
                Instant opened = open.remove(ended.isp());
                BrokenInvariant.require(
                        opened == null || !opened.plus(LONGEST_ISP).isBefore(at),
                        "I6: %s lasted from %s to %s",
                        ended.isp(),
                        opened,
                        at);
            }
            case IspEvent.Grown _, IspEvent.Computed _ -> {}
        }
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
            boolean free = agent.state() instanceof AgentState.Free || agent.state() instanceof AgentState.Left;
            if (executor.lost(position.node())) {
                continue;
            }
            if (!free || !ring.up(position.slot()) || agent.self().wanted() != null) {
                busy.add(position.node() + " is " + agent.state());
            } else if (!executor.idle(position.node())) {
                busy.add(position.node() + " is held by a plan");
            }
        }
        return busy;
    }

    /** @throws BrokenInvariant if somebody is */
    public static void requireNobody(List<String> busy) {
        BrokenInvariant.require(busy.isEmpty(), "I7: long after the last fault %s", busy);
    }

    /** @throws BrokenInvariant if an ISP is still open, or an overload is left that could have been ended */
    public void atRest(Landscape landscape, Ring ring, Executor executor, Instant now) {
        BrokenInvariant.require(open.isEmpty(), "I6: nobody is busy, but these never ended: %s", open);
        for (RingPosition position : landscape.positions()) {
            int node = position.slot();
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
        return Overload.of(stats.capacity(), resource -> demand(stats, resource));
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
        Capacity capacity = stats.capacity();
        return stats.memoryUsedMiB() + vm.memoryMiB() <= capacity.memoryMiB()
                && capacity.bounded().stream()
                        .allMatch(resource -> demand(stats, resource) + vm.demand(resource) <= capacity.of(resource));
    }

    private static long demand(NodeStats stats, Resource resource) {
        return stats.vms().stream().mapToLong(vm -> vm.demand(resource)).sum();
    }
}
