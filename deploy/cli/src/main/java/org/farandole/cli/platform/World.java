package org.farandole.cli.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.farandole.contracts.node.Resource;

/**
 * The emulated platform: what stands in the machine room, and what its VMs do.
 *
 * @param cpuPercent what a node has for VMs, in percent of one core
 * @param speed how many times faster than wall time emulated time runs
 * @param moving in which resources demands move
 * @param faults some nodes fail a deployment step, some VMs fail to boot, some migrations fail
 */
public record World(
        int nodes, int sites, int cpuPercent, long seed, double speed, Load load, Set<Resource> moving, boolean faults)
        implements Ground {

    @Override
    public List<Program> programs() {
        return List.of(Program.values());
    }

    @Override
    public Optional<String> kafkaForNodes(Ports ports) {
        return Optional.empty();
    }

    @Override
    public List<String> settings(Program program, Ports ports) {
        return program == Program.EMULATOR ? EmulatorSettings.of(this, ports.url(Program.RESERVATION)) : List.of();
    }

    /** Where the VMs' demand comes from. */
    public sealed interface Load {}

    /**
     * Drawn at random, as in the SCALE 2013 paper.
     *
     * @param period on average a VM changes its demand once in it, emulated time
     */
    public record Synthetic(Duration period) implements Load {}

    /** CPU use in percent, one VM a line, a sample every 300 s (PlanetLab's). */
    public record Trace(Path file) implements Load {}

    /** VMPlaceS's injector queue, with the list of its VMs. */
    public record Queue(Path queue, Path vmList) implements Load {}
}
