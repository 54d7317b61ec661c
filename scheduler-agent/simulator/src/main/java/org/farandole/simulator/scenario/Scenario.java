package org.farandole.simulator.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.farandole.hypervisor.emulation.NodeSpec;
import org.farandole.hypervisor.emulation.Seed;
import org.farandole.hypervisor.emulation.VmSpec;
import org.farandole.hypervisor.emulation.load.Load;
import org.jspecify.annotations.Nullable;

/**
 * A run, whole: the same scenario is the same run.
 *
 * @param nodes in any order; the ring's is that of their keys
 * @param vms where each is at the beginning
 * @param lasts from when the load begins to move
 * @param measured the solver's real time is charged, and two runs differ
 * @param faults what goes wrong, and when
 * @param calm none: demands move to the end. Else they stand still from that moment on, no fault is begun after it, and by the end
 *     all must have come to rest
 */
public record Scenario(
        List<NodeSpec> nodes,
        List<Place> vms,
        Load load,
        long seed,
        Duration lasts,
        Policy policy,
        Delays delays,
        Tuning tuning,
        boolean measured,
        List<Fault> faults,
        @Nullable Duration calm) {

    /** @param node its index in the scenario's list */
    public record Place(VmSpec vm, int node) {}

    public Scenario {
        nodes = List.copyOf(nodes);
        vms = List.copyOf(vms);
        faults = List.copyOf(faults);
        Objects.requireNonNull(load, "load");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(delays, "delays");
        Objects.requireNonNull(tuning, "tuning");
        if (nodes.isEmpty() || !lasts.isPositive()) {
            throw new IllegalArgumentException(nodes.size() + " nodes for " + lasts);
        }
    }

    /** Without faults. */
    public Scenario(
            List<NodeSpec> nodes,
            List<Place> vms,
            Load load,
            long seed,
            Duration lasts,
            Policy policy,
            Delays delays,
            Tuning tuning,
            boolean measured) {
        this(nodes, vms, load, seed, lasts, policy, delays, tuning, measured, List.of(), null);
    }

    /**
     * The same with these faults; from {@code calm} on demands stand still.
     *
     * @param calm before the end
     */
    public Scenario under(List<Fault> others, Duration calm) {
        Load moving = load instanceof CalmLoad calmed ? calmed.other() : load;
        return new Scenario(
                nodes, vms, new CalmLoad(moving, calm), seed, lasts, policy, delays, tuning, measured, others, calm);
    }

    /** The same with another load. */
    public Scenario with(Load other) {
        return new Scenario(nodes, vms, other, seed, lasts, policy, delays, tuning, measured, faults, calm);
    }

    /** What is drawn for one concern. */
    public Seed chance(String concern) {
        return new Seed(seed).fork(concern);
    }
}
