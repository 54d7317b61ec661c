package org.farandole.simulator.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.simulator.scenario.Fault;
import org.farandole.simulator.watch.Happening;
import org.farandole.simulator.watch.Transit;
import org.farandole.simulator.watch.Watcher;

/** Keeps the last moments of a run. */
public final class Recorder implements Watcher {

    private static final int MOST = 500_000;

    private final Deque<Moment> moments = new ArrayDeque<>();

    /** In the order in which they happened. */
    public List<Moment> moments() {
        return new ArrayList<>(moments);
    }

    private void add(Moment moment) {
        if (moments.size() == MOST) {
            moments.removeFirst();
        }
        moments.addLast(moment);
    }

    private void tell(Instant at, Set<NodeName> nodes, String words, Object... details) {
        add(new Moment.Told(at, nodes, words.formatted(details)));
    }

    @Override
    public void stepped(Happening happening) {
        add(new Moment.Stepped(happening));
    }

    @Override
    public void sent(Transit transit) {
        add(new Moment.Sent(transit));
    }

    @Override
    public void struck(Instant at, NodeName node, Fault fault) {
        add(new Moment.Struck(at, node, fault));
    }

    @Override
    public void crashed(Instant at, NodeName node) {
        add(new Moment.Down(at, node, false));
    }

    @Override
    public void moved(Instant at, NodeName node) {
        add(new Moment.Down(at, node, true));
    }

    @Override
    public void solved(Instant at, IspId isp, int nodes, Duration took) {
        tell(at, Set.of(isp.initiator()), "%d nodes of %s are solved in %.1f ms", nodes, isp, took.toNanos() / 1e6);
    }

    @Override
    public void accepted(Instant at, Decision.Plan plan, Map<NodeName, Fence> before) {
        tell(at, plan.fences().keySet(), "the executor accepts the plan of %s: %s", plan.isp(), Words.plan(plan));
    }

    @Override
    public void refused(Instant at, Decision.Plan plan, RingMessage.Refused.Reason reason) {
        tell(at, plan.fences().keySet(), "the executor refuses the plan of %s: %s", plan.isp(), Words.lower(reason));
    }

    @Override
    public void finished(Instant at, Decision.Plan plan) {
        tell(at, plan.fences().keySet(), "the executor frees the nodes of %s", plan.isp());
    }

    @Override
    public void changed(Instant at, NodeName node) {
        tell(at, Set.of(node), "somebody changes %s", node);
    }

    @Override
    public void migrationBegan(Instant at, IspId isp, VmName vm, NodeName from, NodeName to) {
        tell(at, Set.of(from, to), "%s begins to migrate from %s to %s, for %s", vm, from, to, isp);
    }

    @Override
    public void migrated(Instant at, IspId isp, VmName vm, NodeName from, NodeName to, Duration took) {
        tell(at, Set.of(from, to), "%s is on %s, no more on %s, for %s", vm, to, from, isp);
    }

    @Override
    public void migrationFailed(Instant at, IspId isp, VmName vm, NodeName from, NodeName to) {
        tell(at, Set.of(from, to), "%s stays on %s, it was to go to %s, for %s", vm, from, to, isp);
    }

    @Override
    public void sleeps(Instant at, NodeName node) {
        tell(at, Set.of(node), "%s is powered off", node);
    }

    @Override
    public void wakes(Instant at, NodeName node) {
        tell(at, Set.of(node), "%s is powered on", node);
    }
}
