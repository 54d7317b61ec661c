package org.farandole.cli.reasons;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.farandole.placement.explain.Explanation;
import org.farandole.placement.explain.Findings;

/** An explanation for people: VMs of one node with the same reason share a line. */
final class ReasonsText {

    private static final int MOST_NAMED = 12;

    private final List<String> lines = new ArrayList<>();

    private record Alike(String node, String reason) {}

    private ReasonsText() {}

    static List<String> of(Explanation explanation) {
        ReasonsText text = new ReasonsText();
        text.lines.add(explanation.outcome());
        text.lines.add(explanation.account());
        explanation.steps().forEach(step -> text.lines.add("  " + step.words()));
        text.findings("VM", " stayed on nodes that had to lose some:", explanation.stayed());
        text.findings("candidate", " not chosen:", explanation.notChosen());
        return text.lines;
    }

    private void findings(String what, String which, Findings findings) {
        if (findings.count() == 0) {
            return;
        }
        lines.add(SolveText.count(findings.count(), what) + which);
        if (findings.all().isEmpty()) {
            findings.tallies().forEach(tally -> lines.add("  " + tally.words()));
            lines.add("  the nearest:");
            list("    ", findings.nearest());
        } else {
            list("  ", findings.all());
        }
    }

    private void list(String indent, List<Findings.Finding> findings) {
        Map<Alike, List<String>> vms = new LinkedHashMap<>();
        findings.forEach(found -> vms.computeIfAbsent(
                        new Alike(found.node(), found.reason().words()), key -> new ArrayList<>())
                .add(found.vm()));
        vms.forEach((alike, some) -> lines.add(indent + named(some) + ", " + alike.node() + ": " + alike.reason()));
    }

    private static String named(List<String> vms) {
        return vms.size() <= MOST_NAMED
                ? String.join(" ", vms)
                : String.join(" ", vms.subList(0, MOST_NAMED)) + " and " + (vms.size() - MOST_NAMED) + " more";
    }
}
