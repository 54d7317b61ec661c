package org.farandole.placement.search;

import java.util.List;

/**
 * Moves in a lawful order.
 *
 * @param price of all of them; more than the arrangement's where a VM goes through a spare node
 */
public record Sequence(List<Step> steps, long price) {

    public Sequence {
        steps = List.copyOf(steps);
    }

    public enum Kind {
        MIGRATE,
        /** From {@code source}; {@code destination} is the same. */
        SUSPEND,
        /** On {@code destination}; {@code source} is where it was suspended. */
        RESUME
    }

    /** @param after indices into the list of steps, all smaller than its own */
    public record Step(Kind kind, int vm, int source, int destination, List<Integer> after) {
        public Step {
            after = List.copyOf(after);
        }
    }
}
