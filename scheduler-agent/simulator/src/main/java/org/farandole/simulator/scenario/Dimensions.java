package org.farandole.simulator.scenario;

import java.util.EnumSet;
import java.util.Set;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.Resource;
import org.farandole.hypervisor.emulation.Shares;
import org.farandole.hypervisor.emulation.load.Load;
import org.farandole.hypervisor.emulation.load.MixedLoad;
import org.farandole.hypervisor.emulation.load.SyntheticLoad;
import picocli.CommandLine.Option;

/** The option that says in which resources demands move. */
public final class Dimensions {

    @Option(
            names = "--dimensions",
            paramLabel = "NAMES",
            description = "where demands move: cpu, memory, disk, network, with commas between (cpu)")
    private String names = "cpu";

    /** @throws BadInput if one is unknown, given twice, or missing */
    Set<Resource> moving() throws BadInput {
        try {
            return Resource.parse(names);
        } catch (IllegalArgumentException e) {
            throw new BadInput("--dimensions is " + e.getMessage());
        }
    }

    /** Such as "cpu+disk". */
    public static String words(Set<Resource> resources) {
        return String.join(
                "+", EnumSet.copyOf(resources).stream().map(Resource::word).toList());
    }

    /** A node that may be short of these, and of CPU and memory. */
    Capacity bounded(Capacity capacity) throws BadInput {
        return Shares.bounding(capacity, moving());
    }

    /** @param like how the others are drawn */
    Load moving(Load cpu, SyntheticLoad like) throws BadInput {
        return MixedLoad.of(cpu, moving(), like);
    }
}
