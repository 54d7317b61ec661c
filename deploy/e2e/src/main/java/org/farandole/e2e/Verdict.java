package org.farandole.e2e;

import java.util.List;
import java.util.Map;

/**
 * What the checker found.
 *
 * @param facts how many facts were held against each invariant
 * @param findings each breach, in words; empty if all is well
 * @param broken how many invariants were broken
 */
public record Verdict(Map<Invariant, Integer> facts, List<String> findings, int broken) {

    public Verdict {
        facts = Map.copyOf(facts);
        findings = List.copyOf(findings);
    }

    /** How many invariants had facts to be held against. */
    public int checked() {
        return facts.size();
    }
}
