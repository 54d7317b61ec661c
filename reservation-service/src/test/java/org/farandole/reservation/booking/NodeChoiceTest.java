package org.farandole.reservation.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.reservation.Nodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeChoiceTest {

    @Test
    void takesTheSameOfEverySite() {
        List<NodeDescription> free = nodes("lyon", 10, "nancy", 10, "rennes", 10);

        assertThat(bySite(NodeChoice.spread(free, 12)))
                .containsOnly(Map.entry("lyon", 4L), Map.entry("nancy", 4L), Map.entry("rennes", 4L));
        assertThat(bySite(NodeChoice.spread(free, 13)))
                .containsOnly(Map.entry("lyon", 5L), Map.entry("nancy", 4L), Map.entry("rennes", 4L));
    }

    @Test
    void takesMoreWhereASiteHasTooFew() {
        List<NodeDescription> free = nodes("lyon", 2, "nancy", 10, "rennes", 10);

        assertThat(bySite(NodeChoice.spread(free, 12)))
                .containsOnly(Map.entry("lyon", 2L), Map.entry("nancy", 5L), Map.entry("rennes", 5L));
    }

    @Test
    void prefersWholeClusters() {
        List<NodeDescription> free = new ArrayList<>();
        free.addAll(Nodes.cluster("rennes", "big", 8));
        free.addAll(Nodes.cluster("rennes", "mid", 5));
        free.addAll(Nodes.cluster("rennes", "small", 3));

        assertThat(byCluster(NodeChoice.spread(free, 8))).containsOnly(Map.entry("big", 8L));
        assertThat(byCluster(NodeChoice.spread(free, 5))).containsOnly(Map.entry("mid", 5L));
        assertThat(byCluster(NodeChoice.spread(free, 10))).containsOnly(Map.entry("big", 8L), Map.entry("small", 2L));
        assertThat(byCluster(NodeChoice.spread(free, 16))).hasSize(3);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23, 24, 25})
    void givesExactlyWhatIsAskedAsEvenlyAsCanBe(long seed) {
        Random random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            List<NodeDescription> free = nodes(
                    "a",
                    random.nextInt(12),
                    "b",
                    random.nextInt(12),
                    "c",
                    random.nextInt(12),
                    "d",
                    1 + random.nextInt(12));
            int count = 1 + random.nextInt(free.size());
            List<NodeDescription> chosen = NodeChoice.spread(free, count);
            Collections.shuffle(free, random);

            assertThat(chosen).as("seed %d run %d", seed, run).hasSize(count);
            assertThat(new HashSet<>(chosen)).hasSize(count).isSubsetOf(new HashSet<>(free));
            assertThat(NodeChoice.spread(free, count)).as("in another order").isEqualTo(chosen);
            Map<String, Long> had = bySite(free);
            Map<String, Long> got = bySite(chosen);
            long most = Collections.max(got.values());
            String where = "seed %d run %d: %s of %s".formatted(seed, run, got, had);
            had.forEach((site, size) ->
                    assertThat(got.getOrDefault(site, 0L)).as(where).isGreaterThanOrEqualTo(Math.min(size, most - 1)));
        }
    }

    private static List<NodeDescription> nodes(Object... sitesAndSizes) {
        List<NodeDescription> nodes = new ArrayList<>();
        for (int i = 0; i < sitesAndSizes.length; i += 2) {
            String site = (String) sitesAndSizes[i];
            int size = (Integer) sitesAndSizes[i + 1];
            nodes.addAll(Nodes.cluster(site, site + "-x", size / 2));
            nodes.addAll(Nodes.cluster(site, site + "-y", size - size / 2));
        }
        return nodes;
    }

    private static Map<String, Long> bySite(List<NodeDescription> nodes) {
        return nodes.stream().collect(Collectors.groupingBy(node -> node.key().site(), Collectors.counting()));
    }

    private static Map<String, Long> byCluster(List<NodeDescription> nodes) {
        return nodes.stream().collect(Collectors.groupingBy(node -> node.key().cluster(), Collectors.counting()));
    }
}
