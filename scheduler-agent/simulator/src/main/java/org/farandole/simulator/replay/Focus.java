package org.farandole.simulator.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.farandole.contracts.node.NodeName;
import org.farandole.simulator.watch.Transit;

/**
 * Of a long run what matters to a failure: the nodes that it names and whoever took the last step, their last steps, and those with
 * whom they exchanged letters meanwhile.
 *
 * @param involved the nodes whose steps are told
 * @param drawn those and some of their correspondents
 * @param moments from the first that is told to the end, of all nodes
 */
public record Focus(Set<NodeName> involved, Set<NodeName> drawn, List<Moment> moments) {

    private static final int MOST_INVOLVED = 6;
    private static final int MOST_DRAWN = 12;
    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9.-]*");

    /**
     * @param failure what was said of it; nothing if nothing failed
     * @param known whether there is a node of that name
     * @param steps so many moments of theirs
     */
    public static Focus on(String failure, List<Moment> all, Predicate<String> known, int steps) {
        Set<NodeName> involved = involved(failure, all, known);
        int first = all.size();
        for (int left = steps; first > 0 && left > 0; first--) {
            if (concerns(all.get(first - 1), involved)) {
                left--;
            }
        }
        List<Moment> moments = all.subList(first, all.size());
        return new Focus(involved, drawn(involved, moments), List.copyOf(moments));
    }

    /** Those that are told: of the nodes involved, and not without any meaning. */
    public List<Moment> told() {
        return moments.stream().filter(moment -> concerns(moment, involved)).toList();
    }

    private static boolean concerns(Moment moment, Set<NodeName> involved) {
        return moment.tells() && moment.nodes().stream().anyMatch(involved::contains);
    }

    private static Set<NodeName> involved(String failure, List<Moment> all, Predicate<String> known) {
        Set<NodeName> nodes = new LinkedHashSet<>();
        List<Moment> steps = new ArrayList<>(all.reversed());
        steps.removeIf(moment -> !(moment instanceof Moment.Stepped && moment.tells()));
        if (!steps.isEmpty()) {
            nodes.addAll(steps.getFirst().nodes());
        }
        WORD.matcher(failure)
                .results()
                .map(MatchResult::group)
                .filter(known)
                .map(NodeName::new)
                .takeWhile(node -> nodes.size() < MOST_INVOLVED)
                .forEach(nodes::add);
        if (failure.isEmpty()) {
            for (int i = 0; i < steps.size() && nodes.size() < MOST_INVOLVED; i++) {
                nodes.addAll(steps.get(i).nodes());
            }
        }
        return nodes;
    }

    private static Set<NodeName> drawn(Set<NodeName> involved, Collection<Moment> moments) {
        Map<NodeName, Integer> letters = new HashMap<>();
        for (Moment moment : moments) {
            if (moment instanceof Moment.Sent(Transit transit)
                    && transit.from() != null
                    && transit.to() != null
                    && moment.nodes().stream().anyMatch(involved::contains)) {
                moment.nodes().forEach(node -> letters.merge(node, 1, Integer::sum));
            }
        }
        Set<NodeName> drawn = new LinkedHashSet<>(involved);
        letters.keySet().stream()
                .sorted(Comparator.<NodeName, Integer>comparing(node -> -letters.getOrDefault(node, 0))
                        .thenComparing(Comparator.naturalOrder()))
                .takeWhile(node -> drawn.size() < MOST_DRAWN)
                .forEach(drawn::add);
        return drawn;
    }
}
