package org.farandole.contracts.dvms;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The executor's counter of a node: even while the node is idle, odd while a plan holds it. Whatever changes the node's VMs
 * moves it, so a plan made from an older state is refused (PROTOCOL E2, E4, E5).
 */
public record Fence(@JsonValue long value) implements Comparable<Fence> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Fence {
        if (value < 0) {
            throw new IllegalArgumentException("A fence is 0 or more, not " + value);
        }
    }

    public boolean idle() {
        return value % 2 == 0;
    }

    public boolean newerThan(Fence other) {
        return value > other.value;
    }

    /** A plan takes the node, or gives it back. */
    public Fence next() {
        return new Fence(value + 1);
    }

    /** The node's VMs changed without a plan. */
    public Fence changed() {
        return new Fence(value + 2);
    }

    @Override
    public int compareTo(Fence other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
