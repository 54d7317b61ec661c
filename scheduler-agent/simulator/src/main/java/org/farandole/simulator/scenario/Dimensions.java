package org.farandole.simulator.scenario;

import java.util.EnumSet;
import java.util.List;
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

    private static final String WORDS = "cpu, memory, disk and network";

    @Option(
            names = "--dimensions",
            paramLabel = "NAMES",
            description = "where demands move: of " + WORDS + ", with commas between (cpu)")
    private String names = "cpu";

    /** @throws BadInput if one is unknown, given twice, or missing */
    Set<Resource> moving() throws BadInput {
        Set<Resource> moving = EnumSet.noneOf(Resource.class);
        for (String name : names.split(",", -1)) {
            if (!moving.add(resource(name))) {
                throw new BadInput("--dimensions gives '" + name + "' twice");
            }
        }
        return moving;
    }

    private static Resource resource(String name) throws BadInput {
        return switch (name) {
            case "cpu" -> Resource.CPU;
            case "memory" -> Resource.MEMORY_BANDWIDTH;
            case "disk" -> Resource.DISK;
            case "network" -> Resource.NETWORK;
            default -> throw new BadInput("--dimensions are of " + WORDS + ", not '" + name + "'");
        };
    }

    /** As the option has it. */
    public static String word(Resource resource) {
        return switch (resource) {
            case CPU -> "cpu";
            case MEMORY_BANDWIDTH -> "memory";
            case DISK -> "disk";
            case NETWORK -> "network";
        };
    }

    /** Such as "cpu+disk". */
    public static String words(Set<Resource> resources) {
        return String.join(
                "+", EnumSet.copyOf(resources).stream().map(Dimensions::word).toList());
    }

    /** A node that may be short of these, and of CPU and memory. */
    Capacity bounded(Capacity capacity) throws BadInput {
        return Shares.bounding(capacity, moving());
    }

    /** @param like how the others are drawn */
    Load moving(Load cpu, SyntheticLoad like) throws BadInput {
        return MixedLoad.of(cpu, moving(), like);
    }

    /** As it was given. */
    List<String> option() {
        return List.of("--dimensions", names);
    }
}
