package org.farandole.contracts.dvms;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.farandole.contracts.node.NodeName;

/**
 * Which of two ISPs goes first: by class, then by when the initiator's problem began, then by node. The smaller is the
 * older, and wins.
 */
public record Priority(ProblemClass problem, Instant birth, NodeName node) implements Comparable<Priority> {

    private static final Comparator<Priority> ORDER = Comparator.comparing(Priority::problem)
            .thenComparing(Priority::birth)
            .thenComparing(Priority::node);

    /** In their order: relieve goes before evacuate, evacuate before consolidate. */
    public enum ProblemClass {
        RELIEVE,
        EVACUATE,
        CONSOLIDATE
    }

    public Priority {
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(birth, "birth");
        Objects.requireNonNull(node, "node");
    }

    public boolean olderThan(Priority other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Priority other) {
        return ORDER.compare(this, other);
    }
}
