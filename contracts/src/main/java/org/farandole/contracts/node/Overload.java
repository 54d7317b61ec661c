package org.farandole.contracts.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * More of something is demanded on a node than it has.
 *
 * @param demand in the resource's unit; above {@code capacity}
 */
public record Overload(Resource resource, long demand, int capacity) {

    public Overload {
        Objects.requireNonNull(resource, "resource");
        if (demand <= capacity) {
            throw new IllegalArgumentException(demand + " of " + capacity + " is no overload of " + resource.inWords());
        }
    }

    /** All that a node has, in the resources' order; none if it is healthy. */
    public static List<Overload> of(Capacity capacity, ToLongFunction<Resource> demand) {
        List<Overload> overloads = new ArrayList<>();
        for (Resource resource : capacity.bounded()) {
            long demanded = demand.applyAsLong(resource);
            if (demanded > capacity.of(resource)) {
                overloads.add(new Overload(resource, demanded, capacity.of(resource)));
            }
        }
        return List.copyOf(overloads);
    }

    /** None if it is of CPU alone, as messages were before they told of other resources. */
    public static @Nullable List<Overload> unlessOfCpuAlone(@Nullable List<Overload> overloads) {
        return overloads == null || overloads.stream().allMatch(overload -> overload.resource() == Resource.CPU)
                ? null
                : List.copyOf(overloads);
    }

    /** Such as "312 of 250 MB/s of disk". */
    public String inWords() {
        return resource == Resource.CPU
                ? demand + " of " + capacity + " " + resource.unit()
                : demand + " of " + capacity + " " + resource.unit() + " of " + resource.inWords();
    }

    /** Such as "740 of 700 % of a core and 312 of 250 MB/s of disk". */
    public static String inWords(List<Overload> overloads) {
        return overloads.stream().map(Overload::inWords).collect(Collectors.joining(" and "));
    }
}
