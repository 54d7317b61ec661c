package org.farandole.hypervisor.emulation;

import java.util.List;
import java.util.Objects;
import org.farandole.hypervisor.emulation.load.Load;
import org.farandole.hypervisor.emulation.load.SyntheticLoad;

/**
 * What a world is made of.
 *
 * @param deployed whether the nodes' hypervisors stand from the beginning, so that nothing needs to be deployed
 */
public record WorldDescription(
        List<NodeSpec> nodes, Load load, Timing timing, Faults faults, Seed seed, boolean deployed) {

    public WorldDescription {
        nodes = List.copyOf(nodes);
        Objects.requireNonNull(load, "load");
        Objects.requireNonNull(timing, "timing");
        Objects.requireNonNull(faults, "faults");
        Objects.requireNonNull(seed, "seed");
    }

    /** Bare nodes, the usual load and timing, no faults. */
    public static WorldDescription of(Platform platform, long seed) {
        Seed root = new Seed(seed);
        return new WorldDescription(
                platform.specs(), SyntheticLoad.usual(root.fork("load")), Timing.usual(), Faults.NONE, root, false);
    }

    public WorldDescription withLoad(Load other) {
        return new WorldDescription(nodes, other, timing, faults, seed, deployed);
    }

    public WorldDescription withTiming(Timing other) {
        return new WorldDescription(nodes, load, other, faults, seed, deployed);
    }

    public WorldDescription withFaults(Faults other) {
        return new WorldDescription(nodes, load, timing, other, seed, deployed);
    }

    /** With hypervisors that stand from the beginning. */
    public WorldDescription alreadyDeployed() {
        return new WorldDescription(nodes, load, timing, faults, seed, true);
    }
}
