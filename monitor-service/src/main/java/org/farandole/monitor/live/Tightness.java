package org.farandole.monitor.live;

import java.util.stream.Collectors;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.node.Resource;
import org.jspecify.annotations.Nullable;

/** How much of what a node has is demanded. */
final class Tightness {

    private static final long PERMILLE = 1_000;

    private Tightness() {}

    /** Of what is demanded most of; above 1,000 exactly where the node is overloaded. */
    static int permille(Sample sample) {
        return sample.capacity().bounded().stream()
                .mapToInt(resource -> permille(sample, resource))
                .max()
                .orElse(0);
    }

    private static int permille(Sample sample, Resource resource) {
        long rounded = Math.ceilDiv(
                PERMILLE * sample.demand(resource), sample.capacity().of(resource));
        return Math.clamp(rounded, 0, Integer.MAX_VALUE);
    }

    /** Such as "disk 312 of 250 MB/s"; none if the node can be short of CPU alone. */
    static @Nullable String besidesCpu(Sample sample) {
        String words = sample.capacity().bounded().stream()
                .filter(resource -> resource != Resource.CPU)
                .map(resource -> "%s %d of %d %s"
                        .formatted(
                                resource.inWords(),
                                sample.demand(resource),
                                sample.capacity().of(resource),
                                resource.unit()))
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? null : words;
    }
}
