package org.farandole.e2e;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what the rules find. Not thread-safe. */
final class Findings {

    private final Map<Invariant, Integer> facts = new EnumMap<>(Invariant.class);
    private final Set<Invariant> broken = EnumSet.noneOf(Invariant.class);
    private final List<String> texts = new ArrayList<>();

    /** One fact was held against the invariant: {@code holds}, or else it is broken because of {@code otherwise}. */
    void check(Invariant invariant, boolean holds, String otherwise) {
        facts.merge(invariant, 1, Integer::sum);
        if (!holds) {
            broken.add(invariant);
            texts.add(invariant + ": " + otherwise);
        }
    }

    Verdict verdict() {
        return new Verdict(facts, texts, broken.size());
    }
}
