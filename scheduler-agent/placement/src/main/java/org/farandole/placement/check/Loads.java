package org.farandole.placement.check;

import java.util.HashMap;
import java.util.Map;
import org.farandole.placement.Dimension;
import org.farandole.placement.Node;
import org.farandole.placement.Vm;

/** What is demanded on each node when each VM is on one host. */
final class Loads {

    private final Map<String, Map<Dimension, Long>> sums = new HashMap<>();

    Loads(Given given, Map<String, String> hosts) {
        for (Vm vm : given.vms.values()) {
            String host = hosts.get(vm.name());
            if (host != null) {
                Map<Dimension, Long> there = sums.computeIfAbsent(host, key -> new HashMap<>());
                given.dimensions.forEach(each -> there.merge(each, given.demand(vm, each), Long::sum));
            }
        }
    }

    long of(Node node, Dimension dimension) {
        return sums.getOrDefault(node.name(), Map.of()).getOrDefault(dimension, 0L);
    }
}
