package org.farandole.placement.check;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Who is where at one moment: a VM that migrates is on both nodes, one that is suspended on none. */
final class Whereabouts {

    private final Map<String, Set<String>> nodesOf = new HashMap<>();
    private final Map<String, Set<String>> vmsOn = new HashMap<>();

    static Whereabouts of(Map<String, String> hosts) {
        Whereabouts at = new Whereabouts();
        hosts.forEach(at::put);
        return at;
    }

    static Whereabouts of(Collection<Stay> stays) {
        Whereabouts at = new Whereabouts();
        stays.forEach(stay -> at.put(stay.vm(), stay.node()));
        return at;
    }

    private void put(String vm, String node) {
        nodesOf.computeIfAbsent(vm, key -> new HashSet<>(2)).add(node);
        vmsOn.computeIfAbsent(node, key -> new HashSet<>()).add(vm);
    }

    Set<String> nodesOf(String vm) {
        return nodesOf.getOrDefault(vm, Set.of());
    }

    Set<String> vmsOn(String node) {
        return vmsOn.getOrDefault(node, Set.of());
    }

    /** Nodes with VMs. */
    Set<String> nodes() {
        return vmsOn.keySet();
    }

    Set<String> vms() {
        return nodesOf.keySet();
    }
}
