package org.farandole.simulator.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.farandole.contracts.node.Capacity;
import org.farandole.dvms.Patience;
import org.farandole.hypervisor.emulation.Platform;
import org.farandole.hypervisor.emulation.Seed;
import org.farandole.hypervisor.emulation.load.Load;
import org.farandole.hypervisor.emulation.load.SyntheticLoad;
import org.farandole.hypervisor.emulation.load.VmList;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that describe a run. {@link #scenario} checks them all before anything is built. */
public final class ScenarioOptions {

    private static final int MOST_NODES = 100_000;
    private static final int MOST_VMS = 1_000_000;
    private static final int MOST_PERCENT = 1_000_000;
    private static final int MOST_MIB = 100_000_000;
    private static final int USUAL_NODES = 64;
    private static final int FEWEST_WITH_FAULTS = 16;
    private static final int MOST_WITH_FAULTS = 64;
    private static final Duration SHORTEST_WITH_FAULTS = Duration.ofSeconds(60);
    private static final int USUAL_MEAN = 60;
    private static final int DROWSY_MEAN = 36;
    private static final int MOST_ABOVE_USUAL_MEAN = 6;
    private static final int USUAL_SITES = 4;
    private static final int USUAL_VMS_A_NODE = 10;

    @Mixin
    private DelayOptions delays = new DelayOptions();

    @Mixin
    private SleepOptions sleep = new SleepOptions();

    @Option(names = "--nodes", paramLabel = "N", description = "nodes (64; with --vm-list those that it names)")
    private @Nullable Integer nodes;

    @Option(names = "--vms", paramLabel = "M", description = "VMs, in equal blocks over the nodes (ten a node)")
    private @Nullable Integer vms;

    @Option(names = "--sites", paramLabel = "S", description = "sites (4; with fewer nodes one each; with --vm-list 1)")
    private @Nullable Integer sites;

    @Option(names = "--node-cpu", paramLabel = "PERCENT", description = "of one core, for VMs (${DEFAULT-VALUE})")
    private int cpuPercent = 700;

    @Option(names = "--node-memory", paramLabel = "MIB", description = "for VMs (${DEFAULT-VALUE})")
    private int nodeMiB = 32_768;

    @Option(names = "--vm-memory", paramLabel = "MIB", description = "of each VM (${DEFAULT-VALUE})")
    private int vmMiB = 1_024;

    @Option(names = "--link", paramLabel = "MB/S", description = "what a node's link carries (${DEFAULT-VALUE})")
    private int link = 1_250;

    @Option(names = "--for", paramLabel = "TIME", description = "how long demands move: 90s, 30m (1800s)")
    private @Nullable String lasts;

    @Option(names = "--seed", paramLabel = "N", description = "of all that is drawn (${DEFAULT-VALUE})")
    private long seed = 23;

    @Option(names = "--load-period", paramLabel = "TIME", description = "a VM changes once in it (300s)")
    private @Nullable String period;

    @Option(names = "--load-mean", paramLabel = "PERCENT", description = "of a vCPU (60; with --faults 60 to 66)")
    private @Nullable Integer mean;

    @Option(names = "--load-deviation", paramLabel = "PERCENT", description = "of a vCPU (${DEFAULT-VALUE})")
    private int deviation = 20;

    @Option(names = "--load-peak", paramLabel = "PERCENT", description = "of a vCPU (${DEFAULT-VALUE})")
    private int peak = 100;

    @Option(names = "--load-steps", paramLabel = "N", description = "from 0 to the peak (${DEFAULT-VALUE})")
    private int steps = 10;

    @Option(names = "--trace", paramLabel = "FILE", description = "CPU use in percent, a VM a line (PlanetLab's form)")
    private @Nullable Path trace;

    @Option(names = "--queue", paramLabel = "FILE", description = "VMPlaceS's injector queue; with --vm-list")
    private @Nullable Path queue;

    @Option(names = "--vm-list", paramLabel = "FILE", description = "the VMs of the queue, and where they begin")
    private @Nullable Path vmList;

    @Option(
            names = "--placement",
            paramLabel = "HOW",
            description = "blocks, or round-robin as vm-service launches (blocks; with --vm-list as it says)")
    private @Nullable String placement;

    @Mixin
    private Dimensions dimensions = new Dimensions();

    @Option(names = "--policy", paramLabel = "NAME", description = "dvms, entropy or none (${DEFAULT-VALUE})")
    private String policy = "dvms";

    @Option(names = "--ring-order", paramLabel = "ORDER", description = "site or random (${DEFAULT-VALUE})")
    private String ringOrder = "site";

    @Option(
            names = "--isps-per-site",
            paramLabel = "N",
            description = "overloads of a site relieved at a time; 0: all that there are (${DEFAULT-VALUE})")
    private int ispsPerSite;

    @Option(names = "--every", paramLabel = "TIME", description = "entropy looks at all nodes so often (30s)")
    private @Nullable String every;

    @Option(names = "--window", paramLabel = "TIME", description = "until it is an overload (${DEFAULT-VALUE})")
    private String window = "1s";

    @Option(names = "--cool-down", paramLabel = "TIME", description = "a VM that migrated stays (${DEFAULT-VALUE})")
    private String coolDown = "60s";

    @Option(names = "--solve-budget", paramLabel = "TIME", description = "for one solve (1s; with --faults 100ms)")
    private @Nullable String budget;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "nodes that a leader asks for a plan with fewer migrations or more room (${DEFAULT-VALUE})")
    private int patience;

    @Option(
            names = "--room",
            paramLabel = "PERCENT",
            description = "what a plan leaves on its nodes to be taken earlier (${DEFAULT-VALUE})")
    private int room = 5;

    @Option(
            names = "--headroom",
            paramLabel = "PERCENT",
            description =
                    "a node with less left is relieved, where that is worth it; with --foresight (${DEFAULT-VALUE})")
    private int headroom;

    @Option(
            names = "--foresight",
            description = "of single migrations, the one after which an overload is least likely")
    private boolean foresight;

    @Option(names = "--measured", description = "charge the solver's real time; two runs differ then")
    private boolean measured;

    @Option(
            names = "--faults",
            paramLabel = "LEVEL",
            description = "light or heavy; then 16 to 64 nodes, 600s, period 120s")
    private @Nullable String faults;

    @Option(names = "--scenario", paramLabel = "FILE", description = "what goes wrong, and demands: docs/simulate.md")
    private @Nullable Path script;

    public long seed() {
        return seed;
    }

    /**
     * @param withSeed in place of the option's
     * @throws BadInput naming the first option or line that is wrong
     */
    public Scenario scenario(long withSeed) throws BadInput {
        Scenario faultless = faultless(withSeed);
        Duration calm = faultless.lasts().multipliedBy(3).dividedBy(5);
        if (script != null) {
            if (faults != null) {
                throw new BadInput("--faults and --scenario exclude each other: the file says what goes wrong");
            }
            return Script.read(script, faultless).in(faultless, calm);
        }
        if (faults == null) {
            return faultless;
        }
        if (faultless.lasts().compareTo(SHORTEST_WITH_FAULTS) < 0) {
            throw new BadInput("--for is at least " + SHORTEST_WITH_FAULTS.toSeconds() + "s with --faults");
        }
        return faultless.under(
                level(faults).draw(faultless.chance("faults"), faultless.nodes().size(), calm), calm);
    }

    private static FaultDraw level(String word) throws BadInput {
        return switch (word) {
            case "light" -> FaultDraw.LIGHT;
            case "heavy" -> FaultDraw.HEAVY;
            default -> throw new BadInput("--faults is light or heavy, not '" + word + "'");
        };
    }

    private Scenario faultless(long withSeed) throws BadInput {
        BadInput.require(patience >= 0 && patience <= 128, "--patience", patience, "0 to 128");
        BadInput.require(room >= 0 && room <= 100, "--room", room, "0 to 100");
        BadInput.require(headroom >= 0 && headroom <= 50, "--headroom", headroom, "0 to 50");
        VmList list = list();
        Platform platform = platform(list, withSeed);
        Seed chance = new Seed(withSeed).fork("load");
        return new Scenario(
                platform.specs(),
                places(list, platform),
                dimensions.moving(load(list, synthetic(chance, withSeed), chance), synthetic(chance, withSeed)),
                withSeed,
                Times.parse("--for", lasts != null ? lasts : faults == null ? "1800s" : "600s"),
                policy(),
                delays.delays(sites(platform)),
                sleep.in(Tuning.USUAL, drowsy(withSeed))
                        .watchingFor(Times.parse("--window", window))
                        .being(new Patience(patience, room))
                        .keepingFree(headroom)
                        .lookingAhead(foresight || headroom > 0)
                        .coolingDown(Times.parse("--cool-down", coolDown))
                        .solvingWithin(Times.parse(
                                "--solve-budget", budget != null ? budget : faults == null ? "1s" : "100ms")),
                measured);
    }

    private static Set<String> sites(Platform platform) {
        return platform.specs().stream().map(spec -> spec.key().site()).collect(Collectors.toSet());
    }

    private @Nullable VmList list() throws BadInput {
        if (trace != null && (queue != null || vmList != null)) {
            throw new BadInput("--trace and --queue exclude each other: give one of them");
        }
        if ((queue == null) != (vmList == null)) {
            throw new BadInput("--queue and --vm-list belong together: give both");
        }
        return vmList == null ? null : LoadFiles.vmList(vmList);
    }

    private Platform platform(@Nullable VmList list, long withSeed) throws BadInput {
        int count = nodes == null ? usualNodes(list, withSeed) : nodes;
        BadInput.require(count >= 1 && count <= MOST_NODES, "--nodes", count, "1 to " + MOST_NODES);
        int most = Math.min(count, Platform.MOST_SITES);
        int siteCount = sites == null ? (list == null ? Math.min(USUAL_SITES, count) : 1) : sites;
        BadInput.require(
                siteCount >= 1 && siteCount <= most, "--sites", siteCount, "1 to " + most + " for " + count + " nodes");
        BadInput.require(
                cpuPercent >= 1 && cpuPercent <= MOST_PERCENT, "--node-cpu", cpuPercent, "1 to " + MOST_PERCENT);
        BadInput.require(nodeMiB >= 1 && nodeMiB <= MOST_MIB, "--node-memory", nodeMiB, "1 to " + MOST_MIB);
        BadInput.require(vmMiB >= 1 && vmMiB <= MOST_MIB, "--vm-memory", vmMiB, "1 to " + MOST_MIB);
        BadInput.require(link >= 1 && link <= MOST_PERCENT, "--link", link, "1 to " + MOST_PERCENT);
        Capacity capacity = dimensions.bounded(new Capacity(cpuPercent, nodeMiB));
        return new Platform(count, siteCount, (cpuPercent + 199) / 100, capacity, link);
    }

    private int usualNodes(@Nullable VmList list, long withSeed) throws BadInput {
        if (list != null && vmList != null) {
            return Placing.nodes(list, vmList);
        }
        return faults == null
                ? USUAL_NODES
                : new Seed(withSeed).fork("nodes").random().nextInt(FEWEST_WITH_FAULTS, MOST_WITH_FAULTS + 1);
    }

    private List<Scenario.Place> places(@Nullable VmList list, Platform platform) throws BadInput {
        boolean dealt = "round-robin".equals(placement);
        if (placement != null && !dealt && !placement.equals("blocks")) {
            throw new BadInput("--placement is blocks or round-robin, not '" + placement + "'");
        }
        if (list != null && vmList != null && placement == null) {
            return Placing.listed(list, vmList, platform);
        }
        int count = list != null
                ? list.vms().size()
                : vms == null ? Math.min(MOST_VMS, USUAL_VMS_A_NODE * platform.nodes()) : vms;
        BadInput.require(count >= 1 && count <= MOST_VMS, "--vms", count, "1 to " + MOST_VMS);
        IntUnaryOperator memoryMiB =
                vm -> list == null ? vmMiB : list.vms().get(vm).memoryMiB();
        return dealt ? Placing.roundRobin(count, memoryMiB, platform) : Placing.blocks(count, memoryMiB, platform);
    }

    private Load load(@Nullable VmList list, SyntheticLoad synthetic, Seed chance) throws BadInput {
        if (trace != null) {
            return LoadFiles.trace(trace, chance);
        }
        return queue != null && list != null ? LoadFiles.queue(queue, list, synthetic.meanPercent()) : synthetic;
    }

    private SyntheticLoad synthetic(Seed chance, long withSeed) throws BadInput {
        BadInput.require(peak >= 1 && peak <= 100, "--load-peak", peak, "1 to 100");
        int usual = mean == null ? usualMean(chance, withSeed) : mean;
        BadInput.require(usual >= 0 && usual <= peak, "--load-mean", usual, "0 to the peak, " + peak);
        BadInput.require(deviation >= 0 && deviation <= 100, "--load-deviation", deviation, "0 to 100");
        BadInput.require(steps >= 1 && steps <= 100, "--load-steps", steps, "1 to 100");
        return new SyntheticLoad(
                chance,
                Times.parse("--load-period", period != null ? period : faults == null ? "300s" : "120s"),
                usual,
                deviation,
                peak,
                steps);
    }

    /** Some rings have to search for room, some have not, and in some nodes sleep: all must do under faults. */
    private int usualMean(Seed chance, long withSeed) {
        int base = drowsy(withSeed) ? DROWSY_MEAN : USUAL_MEAN;
        return faults == null ? base : base + chance.fork("mean").random().nextInt(MOST_ABOVE_USUAL_MEAN + 1);
    }

    /** Under faults every third ring consolidates. */
    private boolean drowsy(long withSeed) {
        return faults != null && withSeed % 3 == 0;
    }

    private Policy policy() throws BadInput {
        if (every != null && !policy.equals("entropy")) {
            throw new BadInput("--every is for --policy entropy");
        }
        return switch (policy) {
            case "dvms" -> {
                BadInput.require(
                        ispsPerSite >= 0 && ispsPerSite <= MOST_NODES,
                        "--isps-per-site",
                        ispsPerSite,
                        "0 to " + MOST_NODES);
                yield new Policy.Dvms(order(), ispsPerSite);
            }
            case "none" -> new Policy.None();
            case "entropy" ->
                new Policy.Entropy(Times.parse("--every", every == null ? "30s" : every), Duration.ofSeconds(10));
            default -> throw new BadInput("--policy is dvms, entropy or none, not '" + policy + "'");
        };
    }

    private Policy.RingOrder order() throws BadInput {
        return switch (ringOrder) {
            case "site" -> Policy.RingOrder.SITE;
            case "random" -> Policy.RingOrder.RANDOM;
            default -> throw new BadInput("--ring-order is site or random, not '" + ringOrder + "'");
        };
    }
}
