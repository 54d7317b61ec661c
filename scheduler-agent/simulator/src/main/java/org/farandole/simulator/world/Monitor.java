package org.farandole.simulator.world;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Resource;
import org.farandole.hypervisor.NodeStats;
import org.farandole.hypervisor.emulation.WorldEvent;
import org.farandole.simulator.engine.Engine;
import org.farandole.simulator.watch.Watcher;

/**
 * monitor-service: samples a node at its own phase of the period, at once when its load changes a lot, and after a migration;
 * counts violations from the first sample above the capacity to the first that is not.
 *
 * <p>A sample that could only repeat the one before it is not taken, as nobody would act on it: the node's VMs demand what they
 * demanded, and no window is running.
 */
public final class Monitor {

    private static final long PERIOD_NANOS = Duration.ofSeconds(1).toNanos();
    /** Between two samples of a node at least: twenty a second. */
    private static final long GAP_NANOS = PERIOD_NANOS / 20;
    /** For the hypervisor to answer. */
    private static final long CALL_NANOS = Duration.ofMillis(2).toNanos();

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final long NEVER = Long.MAX_VALUE;

    private final Landscape landscape;
    private final Engine engine;
    private final Watcher watcher;
    private final Floor floor;
    private final BiConsumer<Integer, Sample> reader;
    private final long[] sampledAt;
    private final long[] plannedAt;
    private final long[] violatedSince;
    private final Shortages shortages;
    private long samples;

    /** @param reader is given each sample of a node, by its number, when it arrives at the node's agent */
    public Monitor(Landscape landscape, Engine engine, Watcher watcher, BiConsumer<Integer, Sample> reader) {
        this.landscape = landscape;
        this.engine = engine;
        this.watcher = watcher;
        this.floor = new Floor(landscape);
        this.reader = reader;
        this.shortages = new Shortages(landscape, engine, watcher);
        int nodes = landscape.positions().size();
        sampledAt = new long[nodes];
        plannedAt = new long[nodes];
        violatedSince = new long[nodes];
        Arrays.fill(sampledAt, -GAP_NANOS);
        Arrays.fill(plannedAt, NEVER);
        Arrays.fill(violatedSince, NEVER);
        landscape.world().watchDemands(this::moved);
        engine.listen(this::on);
    }

    /** The samples taken, without those that would only have repeated the one before. */
    public long samples() {
        return samples;
    }

    /** The node is sampled at its next turn, whatever happens. */
    public void sampleAgain(int node) {
        plan(node, nextTurn(node));
    }

    /** Violations that still go on end here. */
    public void close() {
        for (int node = 0; node < violatedSince.length; node++) {
            end(node);
        }
    }

    private void moved(NodeName node) {
        sampleAgain(landscape.number(node));
    }

    private void on(WorldEvent event) {
        switch (event) {
            case WorldEvent.LoadChanged changed -> hurry(landscape.number(changed.node()), 0);
            case WorldEvent.Migrated migrated -> {
                long hop = landscape.scenario().delays().withinSite().toNanos();
                hurry(landscape.number(migrated.from()), hop);
                hurry(landscape.number(migrated.node()), hop);
            }
            case WorldEvent.MigrationFailed _,
                    WorldEvent.Aborted _,
                    WorldEvent.Booted _,
                    WorldEvent.BootFailed _,
                    WorldEvent.StepPassed _,
                    WorldEvent.StepFailed _,
                    WorldEvent.Bare _,
                    WorldEvent.PoweredOff _,
                    WorldEvent.PoweredOn _ -> {}
        }
    }

    private void hurry(int node, long after) {
        plan(node, Math.max(engine.nowNanos() + after, sampledAt[node] + GAP_NANOS));
    }

    private void plan(int node, long at) {
        if (at < plannedAt[node]) {
            plannedAt[node] = at;
            engine.after(at - engine.nowNanos(), () -> due(node, at));
        }
    }

    private void due(int node, long at) {
        if (plannedAt[node] == at) {
            plannedAt[node] = NEVER;
            if (landscape.on(node)) {
                sample(node);
            }
        }
    }

    private long nextTurn(int node) {
        long phase = (long) (node * GOLDEN % 1 * PERIOD_NANOS);
        return engine.nowNanos() + PERIOD_NANOS - Math.floorMod(engine.nowNanos() - phase, PERIOD_NANOS);
    }

    private void sample(int node) {
        samples++;
        sampledAt[node] = engine.nowNanos();
        NodeStats stats = landscape.stats(node);
        int used = 0;
        int demand = 0;
        for (Sample.VmSample vm : stats.vms()) {
            used += vm.cpuUsedPercent();
            demand += vm.cpuDemandPercent();
        }
        Sample sample = new Sample(
                landscape.spec(node).name(),
                node,
                engine.now(),
                stats.nodeTime(),
                stats.ownCapacity(),
                used,
                demand,
                stats.memoryUsedMiB(),
                stats.vms());
        account(node, sample);
        String site = landscape.spec(node).key().site();
        long way = landscape.scenario().delays().nanos(landscape.servicesSite(), site);
        engine.after(CALL_NANOS + way, () -> reader.accept(node, sample));
    }

    private void account(int node, Sample sample) {
        if (!sample.overloaded()) {
            end(node);
            return;
        }
        if (violatedSince[node] == NEVER) {
            violatedSince[node] = engine.nowNanos();
            watcher.violationBegan(engine.now(), sample.node(), sample.cpuDemandPercent(), floor.of(sample));
        }
        for (Resource resource : sample.capacity().bounded()) {
            boolean over = sample.demand(resource) > sample.capacity().of(resource);
            shortages.now(node, resource, over);
        }
    }

    private void end(int node) {
        if (violatedSince[node] != NEVER) {
            Duration lasted = Duration.ofNanos(engine.nowNanos() - violatedSince[node]);
            violatedSince[node] = NEVER;
            shortages.over(node);
            watcher.violationEnded(engine.now(), landscape.spec(node).name(), lasted);
        }
    }
}
