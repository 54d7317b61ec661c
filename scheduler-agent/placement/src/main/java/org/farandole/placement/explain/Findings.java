package org.farandole.placement.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.farandole.placement.search.WordingPhrases;

/**
 * Many reasons of one sort.
 *
 * @param count how many there are
 * @param all of them, where there are few ({@link #MOST_LISTED}); otherwise empty
 * @param tallies how many for which reason, most first
 * @param nearest the ten that came nearest to another answer, those first
 */
public record Findings(int count, List<Finding> all, List<Tally> tallies, List<Finding> nearest) {

    public static final int MOST_LISTED = 200;

    private static final int NEAREST = 10;

    /** Why a VM is not on a node or, if it stayed there, why it stayed. */
    public record Finding(String vm, String node, Reason reason) {

        public String words() {
            return vm + ", " + node + ": " + reason.words();
        }
    }

    public record Tally(String group, int count) {

        public String words() {
            return WordingPhrases.number(count) + " × " + group;
        }
    }

    public Findings {
        all = List.copyOf(all);
        tallies = List.copyOf(tallies);
        nearest = List.copyOf(nearest);
    }

    /** Takes one finding after the other, and keeps few. */
    static final class Collector {
        private static final Comparator<Finding> NEAREST_FIRST = Comparator.comparing(Finding::reason, Nearness.FIRST)
                .thenComparing(Finding::vm)
                .thenComparing(Finding::node);

        private final List<Finding> all = new ArrayList<>();
        private final Map<String, Integer> tallies = new LinkedHashMap<>();
        private final PriorityQueue<Finding> nearest = new PriorityQueue<>(NEAREST_FIRST.reversed());
        private int count;

        void add(String vm, String node, Reason reason) {
            Finding finding = new Finding(vm, node, reason);
            count++;
            if (count <= MOST_LISTED) {
                all.add(finding);
            }
            tallies.merge(reason.group(), 1, Integer::sum);
            if (nearest.size() < NEAREST) {
                nearest.add(finding);
            } else if (NEAREST_FIRST.compare(finding, nearest.element()) < 0) {
                nearest.remove();
                nearest.add(finding);
            }
        }

        Findings findings() {
            return new Findings(
                    count,
                    count <= MOST_LISTED ? all : List.of(),
                    tallies.entrySet().stream()
                            .map(tally -> new Tally(tally.getKey(), tally.getValue()))
                            .sorted(Comparator.comparing(Tally::count)
                                    .reversed()
                                    .thenComparing(Tally::group))
                            .toList(),
                    nearest.stream().sorted(NEAREST_FIRST).toList());
        }
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (count <= MOST_LISTED) {
            all.forEach(finding -> lines.add("  " + finding.words()));
        } else {
            tallies.forEach(tally -> lines.add("  " + tally.words()));
            lines.add("  the nearest:");
            nearest.forEach(finding -> lines.add("    " + finding.words()));
        }
        return lines;
    }
}
