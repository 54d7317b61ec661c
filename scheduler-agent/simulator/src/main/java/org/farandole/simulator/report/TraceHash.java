package org.farandole.simulator.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Resource;
import org.farandole.contracts.vm.VmName;
import org.farandole.dvms.Input;
import org.farandole.simulator.watch.Happening;
import org.farandole.simulator.watch.Watcher;

/**
 * One number for all that happened and when: two runs that differ in anything that is watched have, but for one chance in 2^64,
 * different ones. The same between two virtual machines.
 */
public final class TraceHash implements Watcher {

    private long hash;

    /** As sixteen hexadecimal digits. */
    public String hex() {
        return "%016x".formatted(hash);
    }

    @Override
    public void stepped(Happening happening) {
        add(happening.at());
        add(happening.node().value());
        add(happening.effects().size());
        Input input = happening.input();
        add(input.getClass().getSimpleName());
        switch (input) {
            case Input.Mail(var from, var message) -> {
                add(from == null ? -1 : from.slot());
                add(message.getClass().getSimpleName());
                if (message instanceof RingMessage.FromAgent fromAgent) {
                    add(fromAgent.isp());
                }
            }
            case Input.TimerFired(var timer, var tag) -> {
                add(timer.ordinal());
                if (tag.isp() != null) {
                    add(tag.isp());
                }
                add(tag.round());
            }
            case Input.Proposed proposed -> {
                add(proposed.isp());
                add(proposed.round());
            }
            case Input.DemandsChanged changed -> {
                for (Resource resource : changed.capacity().bounded()) {
                    add(changed.demands().values().stream()
                            .mapToInt(demand -> demand.of(resource))
                            .sum());
                }
            }
            case Input.FromInside _ -> {}
        }
    }

    @Override
    public void reported(Instant at, IspEvent event) {
        add(at);
        add(event.isp());
        add(event.getClass().getSimpleName());
        if (event instanceof IspEvent.Ended ended) {
            add(ended.outcome().ordinal());
        }
    }

    @Override
    public void solved(Instant at, IspId isp, int nodes, Duration took) {
        add(isp);
        add(nodes);
        add(took.toNanos());
    }

    @Override
    public void published(Instant at, Decision.Plan plan) {
        add(at);
        add(plan.isp());
        add(plan.actions().toString());
    }

    @Override
    public void accepted(Instant at, Decision.Plan plan, Map<NodeName, Fence> before) {
        add(at);
        add(plan.isp());
        before.forEach((node, fence) -> {
            add(node.value());
            add(fence.value());
        });
    }

    @Override
    public void refused(Instant at, Decision.Plan plan, RingMessage.Refused.Reason reason) {
        add(at);
        add(plan.isp());
        add(reason.ordinal());
    }

    @Override
    public void migrated(Instant at, IspId isp, VmName vm, NodeName from, NodeName to, Duration took) {
        add(at);
        add(vm.value());
        add(to.value());
        add(took.toNanos());
    }

    @Override
    public void migrationFailed(Instant at, IspId isp, VmName vm, NodeName from, NodeName to) {
        add(at);
        add(vm.value());
    }

    @Override
    public void violationBegan(Instant at, NodeName node, int cpuDemandPercent, Duration floor) {
        add(at);
        add(node.value());
        add(floor.toNanos());
    }

    @Override
    public void violationEnded(Instant at, NodeName node, Duration lasted) {
        add(at);
        add(lasted.toNanos());
    }

    @Override
    public void sleeps(Instant at, NodeName node) {
        add(at);
        add(node.value());
    }

    @Override
    public void wakes(Instant at, NodeName node) {
        add(at);
        add(node.value());
    }

    @Override
    public void crashed(Instant at, NodeName node) {
        add(at);
        add(node.value());
    }

    @Override
    public void moved(Instant at, NodeName node) {
        add(at);
        add(node.value());
    }

    private void add(Instant at) {
        add(at.getEpochSecond() * 1_000_000_000L + at.getNano());
    }

    private void add(IspId isp) {
        add(isp.initiator().value());
        add(isp.incarnation());
        add(isp.sequence());
    }

    private void add(String text) {
        add(text.hashCode());
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) over what came before and this. */
    private void add(long value) {
        long z = hash * 31 + value + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        hash = z ^ z >>> 31;
    }
}
