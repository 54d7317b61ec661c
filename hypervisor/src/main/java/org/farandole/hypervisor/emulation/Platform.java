package org.farandole.hypervisor.emulation;

import java.util.ArrayList;
import java.util.List;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;

/**
 * A platform of equal nodes, in equal blocks over sites that are named after Grid'5000's.
 *
 * @param nodes 1 or more
 * @param sites 1 to 9, at most one a node
 */
public record Platform(int nodes, int sites, int cores, Capacity capacity, int linkMegabytesPerSecond) {

    private record Site(String name, String cluster) {}

    private static final List<Site> SITES = List.of(
            new Site("rennes", "paradoxe"),
            new Site("nancy", "gros"),
            new Site("lyon", "nova"),
            new Site("grenoble", "dahu"),
            new Site("lille", "chifflot"),
            new Site("nantes", "ecotype"),
            new Site("sophia", "uvb"),
            new Site("toulouse", "montcalm"),
            new Site("luxembourg", "petitprince"));

    /** How many sites have a name. */
    public static final int MOST_SITES = SITES.size();

    public Platform {
        if (nodes < 1 || sites < 1 || sites > SITES.size() || sites > nodes) {
            throw new IllegalArgumentException(nodes + " nodes on " + sites + " sites: give 1 to " + SITES.size()
                    + " sites, and at least a node for each");
        }
    }

    /** VMPlaceS's node: eight cores of which 700 % are for VMs, 32 GiB, 10 Gb/s. */
    public static Platform of(int nodes, int sites) {
        return new Platform(nodes, sites, 8, new Capacity(700, 32_768), 1_250);
    }

    /** {@code rennes-1}, {@code rennes-2}, … then the next site's. */
    public List<NodeSpec> specs() {
        List<NodeSpec> specs = new ArrayList<>();
        int[] numbers = new int[sites];
        for (int i = 0; i < nodes; i++) {
            int at = (int) ((long) i * sites / nodes);
            Site site = SITES.get(at);
            numbers[at]++;
            RingKey key = new RingKey(site.name(), site.cluster(), new NodeName(site.name() + "-" + numbers[at]));
            specs.add(new NodeSpec(key, cores, capacity, linkMegabytesPerSecond));
        }
        return List.copyOf(specs);
    }
}
