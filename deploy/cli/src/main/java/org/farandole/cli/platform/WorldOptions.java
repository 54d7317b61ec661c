package org.farandole.cli.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.contracts.node.Resource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that describe the emulated platform. Checked whole before anything is started. */
public final class WorldOptions {

    static final int MOST_NODES = 4096;
    static final int MOST_SITES = 9;
    private static final int USUAL_SITES = 4;
    static final int MOST_CPU_PERCENT = 100_000;
    static final double FASTEST = 1000;

    /**
     * How often a VM changes its demand, by the wall clock, where there are 64 nodes or more: some dozens of overloads come in
     * two minutes. Fewer nodes change faster, so that as many come.
     */
    private static final double WALL_SECONDS_BETWEEN_CHANGES = 20;

    private static final double LEAST_WALL_SECONDS_BETWEEN_CHANGES = 5;

    @Option(names = "--nodes", paramLabel = "N", description = "emulated nodes (default: ${DEFAULT-VALUE})")
    private int nodes = 64;

    @Option(
            names = "--sites",
            paramLabel = "S",
            description = "sites that they stand on (default: " + USUAL_SITES + ", with fewer nodes a site each)")
    private @Nullable Integer sites;

    @Option(
            names = "--node-cpu",
            paramLabel = "PERCENT",
            description = "what a node has for VMs, in percent of one core (default: ${DEFAULT-VALUE})")
    private int cpuPercent = 700;

    @Option(names = "--seed", description = "of everything drawn at random (default: ${DEFAULT-VALUE})")
    private long seed = 23;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "CPU use in percent, one VM a line, a sample every 300 s (PlanetLab's form)")
    private @Nullable Path trace;

    @Option(names = "--queue", paramLabel = "FILE", description = "VMPlaceS's injector queue; with --vm-list")
    private @Nullable Path queue;

    @Option(names = "--vm-list", paramLabel = "FILE", description = "the VMs of the queue")
    private @Nullable Path vmList;

    @Option(
            names = "--dimensions",
            paramLabel = "NAMES",
            description =
                    "where demands move: cpu, memory, disk, network, with commas between (default: ${DEFAULT-VALUE})")
    private String dimensions = "cpu";

    @Option(names = "--faults", description = "some deployment steps, boots and migrations fail")
    private boolean faults;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            description = "the ports are N+32, N+81 to N+86, N+92 and N+93 (default: ${DEFAULT-VALUE})")
    private int portBase = Ports.DEFAULT_BASE;

    public boolean faults() {
        return faults;
    }

    /** @throws CommandFailure naming the option that is wrong */
    public Ports ports() {
        require(
                portBase >= Ports.LOWEST_BASE && portBase <= Ports.HIGHEST_BASE,
                "--port-base",
                portBase,
                Ports.LOWEST_BASE + " to " + Ports.HIGHEST_BASE);
        return new Ports(portBase);
    }

    /**
     * @param speed at which the world starts
     * @param loadSpeed at which time runs while the load moves
     * @throws CommandFailure naming the option that is wrong
     */
    public World world(double speed, double loadSpeed) {
        require(nodes >= 1 && nodes <= MOST_NODES, "--nodes", nodes, "1 to " + MOST_NODES);
        int mostSites = Math.min(nodes, MOST_SITES);
        int siteCount = sites == null ? Math.min(USUAL_SITES, nodes) : sites;
        require(
                siteCount >= 1 && siteCount <= mostSites,
                "--sites",
                siteCount,
                "1 to " + mostSites + " for " + nodes + " nodes");
        require(
                cpuPercent >= 1 && cpuPercent <= MOST_CPU_PERCENT,
                "--node-cpu",
                cpuPercent,
                "1 to " + MOST_CPU_PERCENT);
        requireSpeed(speed);
        return new World(nodes, siteCount, cpuPercent, seed, speed, load(loadSpeed), moving(), faults);
    }

    /** @throws CommandFailure unless it is above 0 and at most 1000 */
    public static void requireSpeed(double speed) {
        require(speed > 0 && speed <= FASTEST, "--speed", speed, "above 0, at most " + (int) FASTEST);
    }

    /** @throws CommandFailure unless {@code good} */
    public static void require(boolean good, String option, Object value, String range) {
        if (!good) {
            throw CommandFailure.badInput(option + " is " + range + ", not " + value);
        }
    }

    private Set<Resource> moving() {
        try {
            return Resource.parse(dimensions);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.badInput("--dimensions is " + e.getMessage());
        }
    }

    private World.Load load(double loadSpeed) {
        if (trace != null) {
            if (queue != null || vmList != null) {
                throw CommandFailure.badInput("--trace and --queue exclude each other: give one of them");
            }
            return LoadFiles.trace(trace);
        }
        if (queue == null && vmList == null) {
            return new World.Synthetic(period(loadSpeed));
        }
        if (queue == null || vmList == null) {
            throw CommandFailure.badInput("--queue and --vm-list belong together: give both");
        }
        return LoadFiles.queue(queue, vmList);
    }

    private Duration period(double loadSpeed) {
        double wall = Math.clamp(
                WALL_SECONDS_BETWEEN_CHANGES * nodes / 64,
                LEAST_WALL_SECONDS_BETWEEN_CHANGES,
                WALL_SECONDS_BETWEEN_CHANGES);
        return Duration.ofSeconds(Math.max(1, Math.round(wall * loadSpeed)));
    }
}
