package org.farandole.placement;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A live migration. Its number is its place in the plan, from 0.
 *
 * @param estimate how long it takes, in the node's time
 * @param after the numbers of the migrations that must be complete before it starts; all smaller than its own
 * @param why its reason and effect, in words
 */
public record Migration(
        String vm, String source, String destination, Duration estimate, List<Integer> after, String why) {

    public Migration {
        Objects.requireNonNull(vm, "vm");
        Objects.requireNonNull(estimate, "estimate");
        Objects.requireNonNull(why, "why");
        after = List.copyOf(after);
        if (source.equals(destination)) {
            throw new IllegalArgumentException("VM " + vm + " would migrate from " + source + " to itself");
        }
    }
}
