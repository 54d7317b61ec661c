package org.farandole.placement;

import java.util.List;
import java.util.Objects;

/**
 * Why there is no plan.
 *
 * @param rules names of rules that cannot hold together with the goal; a small set, empty where none is to blame
 * @param words with the figures, for people
 */
public record Cause(Kind kind, List<String> rules, String words) {

    public enum Kind {
        /** All nodes together are short of a dimension. */
        SHORT,
        /** VMs that would have to leave may not. */
        HELD,
        /** Rules cannot hold together with the goal. */
        RULES,
        /** There is room in sum, but no arrangement fits. */
        FRAGMENTED,
        /** Arrangements fit, but there is no order of moves that reaches one. */
        NO_ORDER,
        /** The search stopped at its limit. */
        LIMIT
    }

    public Cause {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(words, "words");
        rules = List.copyOf(rules);
    }

    public Cause(Kind kind, String words) {
        this(kind, List.of(), words);
    }
}
