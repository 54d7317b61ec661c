package org.farandole.simulator.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Resource;
import org.farandole.contracts.vm.VmName;
import org.farandole.simulator.watch.Watcher;
import org.farandole.simulator.world.Landscape;
import org.jspecify.annotations.Nullable;

/** Keeps count while a run goes on. */
public final class Tally implements Watcher {

    private static final double NANOS_PER_MILLI = 1e6;

    /** One procedure, while it is open. */
    private static final class Open {
        private final Instant opened;
        private final Instant sampledAt;
        private @Nullable Instant grown;
        private @Nullable Instant accepted;
        private double solveMillis;
        private double migrateMillis;

        Open(Instant opened, Instant sampledAt) {
            this.opened = opened;
            this.sampledAt = sampledAt;
        }
    }

    /** A violation that goes on. @param floor see {@link Watcher#violationBegan} */
    private record Violated(Instant at, Duration floor) {}

    private final Landscape landscape;
    private final Map<NodeName, Violated> violated = new HashMap<>();
    private final Map<IspId, Open> open = new HashMap<>();
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private final Set<String> decidedTriggers = new HashSet<>();
    private final Mean lasted = new Mean();
    private final Mean floors = new Mean();
    private final Map<Resource, Mean> shortages = new EnumMap<>(Resource.class);
    private final Mean detect = new Mean();
    private final Mean partition = new Mean();
    private final Mean solve = new Mean();
    private final Mean migrate = new Mean();
    private final Mean life = new Mean();
    private final Mean size = new Mean();
    private final Mean took = new Mean();
    private final Mean inside = new Mean();
    private final Slept slept = new Slept();
    private final List<Double> sampleToDecision = new ArrayList<>();
    private int opened;
    private final Set<VmName> migrating = new HashSet<>();
    private int failedMigrations;

    public Tally(Landscape landscape) {
        this.landscape = landscape;
    }

    @Override
    public void violationBegan(Instant at, NodeName node, int cpuDemandPercent, Duration floor) {
        violated.put(node, new Violated(at, floor));
    }

    @Override
    public void violationEnded(Instant at, NodeName node, Duration duration) {
        Violated began = Objects.requireNonNull(violated.remove(node));
        lasted.add(seconds(duration));
        // what ended it earlier had begun before it, or the run was over
        floors.add(Math.min(seconds(duration), seconds(began.floor())));
    }

    @Override
    public void shortageEnded(Instant at, NodeName node, Resource resource, Duration duration) {
        shortages.computeIfAbsent(resource, _ -> new Mean()).add(seconds(duration));
    }

    @Override
    public void reported(Instant at, IspEvent event) {
        switch (event) {
            case IspEvent.Opened begun -> {
                opened++;
                Violated began = violated.get(begun.isp().initiator());
                detect.add(millis(began == null ? begun.sampledAt() : began.at(), at));
                open.put(begun.isp(), new Open(at, begun.sampledAt()));
            }
            case IspEvent.Grown grown -> {
                Open isp = open.get(grown.isp());
                if (isp != null) {
                    isp.grown = at;
                }
            }
            case IspEvent.Computed _ -> {}
            case IspEvent.Ended ended -> ended(at, ended);
        }
    }

    private void ended(Instant at, IspEvent.Ended ended) {
        outcomes.merge(ended.outcome(), 1, Integer::sum);
        Open isp = open.remove(ended.isp());
        if (isp == null) {
            return;
        }
        life.add(millis(isp.opened, at));
        if (ended.outcome() == Outcome.SOLVED) {
            size.add(ended.members().size());
            solve.add(isp.solveMillis);
            migrate.add(isp.migrateMillis);
            if (isp.grown != null) {
                partition.add(millis(isp.opened, isp.grown));
            }
        }
    }

    @Override
    public void solved(Instant at, IspId id, int nodes, Duration charged) {
        Open isp = open.get(id);
        if (isp != null) {
            isp.solveMillis += charged.toNanos() / NANOS_PER_MILLI;
        }
    }

    @Override
    public void published(Instant at, Decision.Plan plan) {
        Open isp = open.get(plan.isp());
        if (isp != null && decidedTriggers.add(plan.isp().initiator() + " " + isp.sampledAt)) {
            sampleToDecision.add(millis(isp.sampledAt, at));
        }
    }

    @Override
    public void accepted(Instant at, Decision.Plan plan, Map<NodeName, Fence> before) {
        Open isp = open.get(plan.isp());
        if (isp != null) {
            isp.accepted = at;
        }
    }

    @Override
    public void finished(Instant at, Decision.Plan plan) {
        Open isp = open.get(plan.isp());
        if (isp != null && isp.accepted != null) {
            isp.migrateMillis = millis(isp.accepted, at);
        }
    }

    @Override
    public void migrationBegan(Instant at, IspId isp, VmName vm, NodeName from, NodeName to) {
        migrating.add(vm);
    }

    @Override
    public void migrated(Instant at, IspId isp, VmName vm, NodeName from, NodeName to, Duration duration) {
        migrating.remove(vm);
        took.add(seconds(duration));
        boolean same = landscape.site(from).equals(landscape.site(to));
        inside.add(same ? 1 : 0);
    }

    @Override
    public void migrationFailed(Instant at, IspId isp, VmName vm, NodeName from, NodeName to) {
        migrating.remove(vm);
        failedMigrations++;
    }

    @Override
    public void sleeps(Instant at, NodeName node) {
        slept.sleeps(at, node);
    }

    @Override
    public void wakes(Instant at, NodeName node) {
        slept.wakes(at, node);
    }

    /** What is not counted here. The components are those of {@link Report}. */
    public record Frame(
            String policy,
            long seed,
            int nodes,
            Report.Vms vms,
            double seconds,
            Report.Invariants invariants,
            long events,
            long messages,
            Map<String, Long> messagesByKind,
            long samples,
            long modelledMessages,
            double wallSeconds,
            double cpuSeconds,
            long peakMemoryMiB,
            String traceHash) {}

    public Report report(Frame frame) {
        return new Report(
                frame.policy(),
                frame.seed(),
                frame.nodes(),
                frame.vms(),
                frame.seconds(),
                violations(lasted),
                byDimension(),
                floors.sum(),
                isps(ofIsps(frame)),
                sampleToDecision(),
                new Report.Sizes(size.mean(), (int) size.max()),
                new Report.Migrations(took.count(), failedMigrations, migrating.size(), took.mean(), inside.mean()),
                slept.upTo(Landscape.EPOCH.plus(landscape.world().now()), frame.nodes(), frame.seconds()),
                frame.invariants(),
                frame.events(),
                frame.messages(),
                frame.messagesByKind(),
                frame.samples(),
                frame.modelledMessages(),
                frame.wallSeconds(),
                frame.cpuSeconds(),
                frame.peakMemoryMiB(),
                frame.traceHash());
    }

    private static Report.Violations violations(Mean of) {
        return new Report.Violations(of.count(), of.sum(), of.mean(), of.max());
    }

    private Map<String, Report.Violations> byDimension() {
        Map<String, Report.Violations> byDimension = new LinkedHashMap<>();
        landscape
                .spec(0)
                .capacity()
                .bounded()
                .forEach(resource ->
                        byDimension.put(resource.word(), violations(shortages.getOrDefault(resource, new Mean()))));
        return byDimension;
    }

    /** Without what agents ask when they begin. */
    private static long ofIsps(Frame frame) {
        Map<String, Long> kinds = frame.messagesByKind();
        return frame.messages() - kinds.getOrDefault("Query", 0L) - kinds.getOrDefault("Status", 0L);
    }

    private Report.Isps isps(long messages) {
        return new Report.Isps(
                opened,
                count(Outcome.SOLVED),
                count(Outcome.VANISHED),
                count(Outcome.MERGED),
                count(Outcome.FAILED),
                count(Outcome.WITHDRAWN),
                count(Outcome.ADVISED),
                count(Outcome.LOST),
                new Report.Millis(detect.mean(), partition.mean(), solve.mean(), migrate.mean()),
                life.mean(),
                life.count() == 0 ? 0 : Mean.rounded((double) messages / life.count()));
    }

    private Report.Percentiles sampleToDecision() {
        sampleToDecision.sort(null);
        return new Report.Percentiles(percentile(0.50), percentile(0.99));
    }

    private int count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    /** Nearest rank. */
    private double percentile(double share) {
        int rank = Math.max(0, (int) Math.ceil(share * sampleToDecision.size()) - 1);
        return sampleToDecision.isEmpty() ? 0 : Mean.rounded(sampleToDecision.get(rank));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / NANOS_PER_MILLI;
    }
}
