package org.farandole.simulator.figures;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.farandole.hypervisor.emulation.NodeSpec;
import org.farandole.hypervisor.emulation.Platform;
import org.farandole.hypervisor.emulation.VmSpec;
import org.farandole.simulator.report.Report;
import org.farandole.simulator.scenario.Policy;
import org.farandole.simulator.scenario.Scenario;

/** One scenario at other sizes and under other policies. */
final class Experiment {

    private static final int VMS_A_NODE = 10;

    /**
     * One run.
     *
     * @param everySeconds entropy's period; 0 of the ring
     */
    record Point(String policy, double everySeconds, int nodes, Report report) {}

    private final List<Scenario> seeds;
    private final Function<Scenario, Report> runner;

    /** @param seeds the same scenario with each of the seeds */
    Experiment(List<Scenario> seeds, Function<Scenario, Report> runner) {
        this.seeds = List.copyOf(seeds);
        this.runner = runner;
    }

    /** A run of each seed. */
    List<Point> run(int nodes, Policy policy) {
        List<Point> points = new ArrayList<>();
        for (Scenario seed : seeds) {
            Report report = runner.apply(sized(seed, nodes, policy));
            points.add(new Point(policy.label(), every(policy), nodes, report));
        }
        return points;
    }

    /** The scenario's own. */
    Policy policy() {
        return seeds.getFirst().policy();
    }

    private static double every(Policy policy) {
        return switch (policy) {
            case Policy.Entropy entropy -> entropy.every().toNanos() / 1e9;
            case Policy.Dvms _, Policy.None _ -> 0;
        };
    }

    /** So many nodes like the scenario's first, on as many sites, with ten VMs like its first on each. */
    static Scenario sized(Scenario like, int nodes, Policy policy) {
        NodeSpec node = like.nodes().getFirst();
        long sites =
                like.nodes().stream().map(spec -> spec.key().site()).distinct().count();
        int onSites = (int) Math.min(sites, nodes);
        Platform platform = new Platform(nodes, onSites, node.cores(), node.capacity(), node.linkMegabytesPerSecond());
        VmSize size = like.vms().getFirst().vm().size();
        List<Scenario.Place> places = new ArrayList<>();
        for (int vm = 0; vm < nodes * VMS_A_NODE; vm++) {
            places.add(new Scenario.Place(new VmSpec(new VmName("vm-" + vm), size), vm / VMS_A_NODE));
        }
        return new Scenario(
                platform.specs(),
                places,
                like.load(),
                like.seed(),
                like.lasts(),
                policy,
                like.delays(),
                like.tuning(),
                like.measured());
    }

    static Policy entropy(Duration every) {
        return new Policy.Entropy(every, Duration.ofSeconds(10));
    }
}
