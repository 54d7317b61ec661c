package org.farandole.simulator.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.farandole.hypervisor.emulation.NodeSpec;
import org.farandole.hypervisor.emulation.Seed;
import org.farandole.hypervisor.emulation.VmSpec;
import org.farandole.hypervisor.emulation.load.Load;

/**
 * A run, whole: the same scenario is the same run.
 *
 * @param nodes in any order; the ring's is that of their keys
 * @param vms where each is at the beginning
 * @param lasts from when the load begins to move
 * @param measured the solver's real time is charged, and two runs differ
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
        boolean measured) {

    /** @param node its index in the scenario's list */
    public record Place(VmSpec vm, int node) {}

    public Scenario {
        nodes = List.copyOf(nodes);
        vms = List.copyOf(vms);
        Objects.requireNonNull(load, "load");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(delays, "delays");
        Objects.requireNonNull(tuning, "tuning");
        if (nodes.isEmpty() || !lasts.isPositive()) {
            throw new IllegalArgumentException(nodes.size() + " nodes for " + lasts);
        }
    }

    /** What is drawn for one concern. */
    public Seed chance(String concern) {
        return new Seed(seed).fork(concern);
    }
}
