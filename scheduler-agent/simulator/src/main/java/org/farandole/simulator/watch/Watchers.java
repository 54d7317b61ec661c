package org.farandole.simulator.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Resource;
import org.farandole.contracts.vm.VmName;
import org.farandole.simulator.scenario.Fault;
import org.farandole.solving.Answer;

/** All of them, in the order in which they came. */
public final class Watchers implements Watcher {

    private final List<Watcher> all = new ArrayList<>();

    /** It is told of what happens from now on. */
    public void add(Watcher watcher) {
        all.add(watcher);
    }

    @Override
    public void stepped(Happening happening) {
        all.forEach(watcher -> watcher.stepped(happening));
    }

    @Override
    public void sent(Transit transit) {
        all.forEach(watcher -> watcher.sent(transit));
    }

    @Override
    public void struck(Instant at, NodeName node, Fault fault) {
        all.forEach(watcher -> watcher.struck(at, node, fault));
    }

    @Override
    public void reported(Instant at, IspEvent event) {
        all.forEach(watcher -> watcher.reported(at, event));
    }

    @Override
    public void solved(Instant at, IspId isp, int nodes, Duration took) {
        all.forEach(watcher -> watcher.solved(at, isp, nodes, took));
    }

    @Override
    public void answered(Instant at, IspId isp, Answer answer) {
        all.forEach(watcher -> watcher.answered(at, isp, answer));
    }

    @Override
    public void published(Instant at, Decision.Plan plan) {
        all.forEach(watcher -> watcher.published(at, plan));
    }

    @Override
    public void accepted(Instant at, Decision.Plan plan, Map<NodeName, Fence> before) {
        all.forEach(watcher -> watcher.accepted(at, plan, before));
    }

    @Override
    public void refused(Instant at, Decision.Plan plan, RingMessage.Refused.Reason reason) {
        all.forEach(watcher -> watcher.refused(at, plan, reason));
    }

    @Override
    public void finished(Instant at, Decision.Plan plan) {
        all.forEach(watcher -> watcher.finished(at, plan));
    }

    @Override
    public void changed(Instant at, NodeName node) {
        all.forEach(watcher -> watcher.changed(at, node));
    }

    @Override
    public void migrationBegan(Instant at, IspId isp, VmName vm, NodeName from, NodeName to) {
        all.forEach(watcher -> watcher.migrationBegan(at, isp, vm, from, to));
    }

    @Override
    public void migrated(Instant at, IspId isp, VmName vm, NodeName from, NodeName to, Duration took) {
        all.forEach(watcher -> watcher.migrated(at, isp, vm, from, to, took));
    }

    @Override
    public void migrationFailed(Instant at, IspId isp, VmName vm, NodeName from, NodeName to) {
        all.forEach(watcher -> watcher.migrationFailed(at, isp, vm, from, to));
    }

    @Override
    public void violationBegan(Instant at, NodeName node, int cpuDemandPercent, Duration floor) {
        all.forEach(watcher -> watcher.violationBegan(at, node, cpuDemandPercent, floor));
    }

    @Override
    public void shortageEnded(Instant at, NodeName node, Resource resource, Duration lasted) {
        all.forEach(watcher -> watcher.shortageEnded(at, node, resource, lasted));
    }

    @Override
    public void violationEnded(Instant at, NodeName node, Duration lasted) {
        all.forEach(watcher -> watcher.violationEnded(at, node, lasted));
    }

    @Override
    public void sleeps(Instant at, NodeName node) {
        all.forEach(watcher -> watcher.sleeps(at, node));
    }

    @Override
    public void wakes(Instant at, NodeName node) {
        all.forEach(watcher -> watcher.wakes(at, node));
    }

    @Override
    public void crashed(Instant at, NodeName node) {
        all.forEach(watcher -> watcher.crashed(at, node));
    }

    @Override
    public void moved(Instant at, NodeName node) {
        all.forEach(watcher -> watcher.moved(at, node));
    }
}
