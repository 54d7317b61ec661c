package org.farandole.simulator.record;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Resource;
import org.farandole.contracts.vm.VmName;
import org.farandole.simulator.scenario.Dimensions;
import org.farandole.simulator.watch.Watcher;

/** Keeps a run's violations, ISPs and migrations, each when it is over. Times are seconds since the agents began. */
public final class RunRecord implements Watcher {

    /**
     * A node was short of something.
     *
     * @param floorSeconds how long it would have lasted at least for whoever acts once it has begun
     * @param dimensions of what, at any moment of it: such as {@code cpu+disk}
     */
    public record Violation(String node, double began, double seconds, double floorSeconds, String dimensions) {}

    /** @param members at its end; of a solved one, those of the plan */
    public record Isp(String id, double opened, double seconds, String outcome, int members, double solveMillis) {}

    public record Migration(String vm, String from, String to, double began, double seconds, String isp) {}

    /** What was opened and is not over. */
    private static final class Open {
        private final double at;
        private double solveMillis;

        Open(double at) {
            this.at = at;
        }
    }

    private final long seed;
    private final Instant begin;
    private final Map<NodeName, Double> floors = new HashMap<>();
    private final Map<NodeName, Set<Resource>> shortOf = new HashMap<>();
    private final Map<IspId, Open> open = new HashMap<>();
    private final List<Violation> violations = new ArrayList<>();
    private final List<Isp> isps = new ArrayList<>();
    private final List<Migration> migrations = new ArrayList<>();

    /** @param begin what the run's clocks show when the agents begin */
    public RunRecord(long seed, Instant begin) {
        this.seed = seed;
        this.begin = begin;
    }

    public long seed() {
        return seed;
    }

    public List<Violation> violations() {
        return violations;
    }

    public List<Isp> isps() {
        return isps;
    }

    public List<Migration> migrations() {
        return migrations;
    }

    @Override
    public void violationBegan(Instant at, NodeName node, int cpuDemandPercent, Duration floor) {
        floors.put(node, seconds(floor));
    }

    @Override
    public void shortageEnded(Instant at, NodeName node, Resource resource, Duration lasted) {
        shortOf.computeIfAbsent(node, _ -> EnumSet.noneOf(Resource.class)).add(resource);
    }

    @Override
    public void violationEnded(Instant at, NodeName node, Duration lasted) {
        double floor = Math.min(seconds(lasted), floors.getOrDefault(node, 0.0));
        Set<Resource> of = shortOf.remove(node);
        String dimensions = Dimensions.words(of == null ? Set.of(Resource.CPU) : of);
        violations.add(new Violation(node.value(), time(at) - seconds(lasted), seconds(lasted), floor, dimensions));
    }

    @Override
    public void reported(Instant at, IspEvent event) {
        switch (event) {
            case IspEvent.Opened opened -> open.put(opened.isp(), new Open(time(at)));
            case IspEvent.Grown _, IspEvent.Computed _ -> {}
            case IspEvent.Ended ended -> {
                Open isp = open.remove(ended.isp());
                if (isp != null) {
                    isps.add(new Isp(
                            ended.isp().toString(),
                            isp.at,
                            time(at) - isp.at,
                            ended.outcome().name().toLowerCase(java.util.Locale.ROOT),
                            ended.members().size(),
                            isp.solveMillis));
                }
            }
        }
    }

    @Override
    public void solved(Instant at, IspId isp, int nodes, Duration took) {
        Open solving = open.get(isp);
        if (solving != null) {
            solving.solveMillis += took.toNanos() / 1e6;
        }
    }

    @Override
    public void migrated(Instant at, IspId isp, VmName vm, NodeName from, NodeName to, Duration took) {
        migrations.add(new Migration(
                vm.value(), from.value(), to.value(), time(at) - seconds(took), seconds(took), isp.toString()));
    }

    private double time(Instant at) {
        return seconds(Duration.between(begin, at));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
