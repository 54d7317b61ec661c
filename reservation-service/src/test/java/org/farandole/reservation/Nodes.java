package org.farandole.reservation;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;

/** Nodes of tests: 8 cores, 16 GiB, unless said otherwise. */
public final class Nodes {

    private Nodes() {}

    public static NodeDescription node(String site, String cluster, String name, int slot) {
        return node(site, cluster, name, slot, 16384, Map.of());
    }

    public static NodeDescription node(
            String site, String cluster, String name, int slot, int memoryMiB, Map<String, String> properties) {
        return new NodeDescription(
                new RingKey(site, cluster, new NodeName(name)),
                slot,
                8,
                new Capacity(800, memoryMiB),
                URI.create("emulated://127.0.0.1:1/" + name),
                properties);
    }

    /** {@code <cluster>-0} and so on, of one cluster. */
    public static List<NodeDescription> cluster(String site, String cluster, int count) {
        List<NodeDescription> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(node(site, cluster, cluster + "-" + i, i));
        }
        return nodes;
    }
}
