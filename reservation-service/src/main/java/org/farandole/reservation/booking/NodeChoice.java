package org.farandole.reservation.booking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.farandole.contracts.node.NodeDescription;

/**
 * Which of the free nodes a reservation gets: as many of each site as the sites allow; in a site whole clusters, largest
 * first, and the rest of the cluster that it fits most closely. Deterministic.
 */
final class NodeChoice {

    private NodeChoice() {}

    /**
     * @param free at least {@code count} nodes
     * @return in the order of the ring
     */
    static List<NodeDescription> spread(Collection<NodeDescription> free, int count) {
        Map<String, List<NodeDescription>> sites =
                group(free, node -> node.key().site());
        Map<String, Integer> shares = shares(sites, count);
        List<NodeDescription> chosen = new ArrayList<>();
        shares.forEach((site, share) -> chosen.addAll(ofSite(sites.getOrDefault(site, List.of()), share)));
        chosen.sort(Comparator.comparing(NodeDescription::key));
        return chosen;
    }

    /** Each site gets the same, as far as it has it; what is left over goes to the first sites by name. */
    private static Map<String, Integer> shares(Map<String, List<NodeDescription>> sites, int count) {
        Map<String, Integer> shares = new LinkedHashMap<>();
        List<Map.Entry<String, List<NodeDescription>>> smallestFirst = new ArrayList<>(sites.entrySet());
        smallestFirst.sort(Comparator.<Map.Entry<String, List<NodeDescription>>>comparingInt(
                        site -> site.getValue().size())
                .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()));
        int left = count;
        int sitesLeft = smallestFirst.size();
        for (Map.Entry<String, List<NodeDescription>> site : smallestFirst) {
            int share = Math.min(site.getValue().size(), left / sitesLeft);
            shares.put(site.getKey(), share);
            left -= share;
            sitesLeft--;
        }
        return shares;
    }

    private static List<NodeDescription> ofSite(List<NodeDescription> free, int count) {
        List<List<NodeDescription>> clusters =
                new ArrayList<>(group(free, node -> node.key().cluster()).values());
        clusters.sort(Comparator.comparingInt(cluster -> -cluster.size()));
        List<NodeDescription> chosen = new ArrayList<>();
        for (List<NodeDescription> cluster : List.copyOf(clusters)) {
            if (chosen.size() + cluster.size() <= count) {
                chosen.addAll(cluster);
                clusters.remove(cluster);
            }
        }
        int rest = count - chosen.size();
        clusters.stream()
                .filter(cluster -> cluster.size() >= rest)
                .min(Comparator.comparingInt(List::size))
                .ifPresent(cluster -> chosen.addAll(cluster.subList(0, rest)));
        return chosen;
    }

    private static Map<String, List<NodeDescription>> group(
            Collection<NodeDescription> nodes, Function<NodeDescription, String> by) {
        return nodes.stream()
                .sorted(Comparator.comparing(NodeDescription::key))
                .collect(Collectors.groupingBy(by, TreeMap::new, Collectors.toList()));
    }
}
