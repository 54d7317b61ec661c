package org.farandole.contracts.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingKeyTest {

    private static final List<RingKey> ORDERED = List.of(
            key("lyon", "sagittaire", "sagittaire-1"),
            key("lyon", "taurus", "taurus-2"),
            key("rennes", "paravance", "node"),
            key("rennes", "paravance", "node-2"),
            key("rennes", "paravance", "node-9"),
            key("rennes", "paravance", "node-9a"),
            key("rennes", "paravance", "node-10"),
            key("rennes", "paravance", "node-10.rennes"),
            key("rennes", "paravance", "node-99999999999999999999"),
            key("rennes", "paravance", "node-100000000000000000000"),
            key("rennes", "parvenu", "node-1"));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void nodesStandBySiteThenClusterThenNumbersInTheirNames(long seed) {
        List<RingKey> keys = new ArrayList<>(ORDERED);
        Collections.shuffle(keys, new Random(seed));

        Collections.sort(keys);

        assertThat(keys).isEqualTo(ORDERED);
    }

    @Test
    void theOrderIsTotalAndAgreesWithEquality() {
        List<RingKey> keys = new ArrayList<>(ORDERED);
        keys.add(key("rennes", "paravance", "node-09"));
        keys.add(key("rennes", "paravance", "a1b2"));
        keys.add(key("rennes", "paravance", "1a2b"));
        for (RingKey a : keys) {
            for (RingKey b : keys) {
                assertThat(a.compareTo(b) == 0).as("%s, %s", a, b).isEqualTo(a.equals(b));
                assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
                for (RingKey c : keys) {
                    if (a.compareTo(b) < 0 && b.compareTo(c) < 0) {
                        assertThat(a).as("%s < %s < %s", a, b, c).isLessThan(c);
                    }
                }
            }
        }
    }

    private static RingKey key(String site, String cluster, String node) {
        return new RingKey(site, cluster, new NodeName(node));
    }
}
