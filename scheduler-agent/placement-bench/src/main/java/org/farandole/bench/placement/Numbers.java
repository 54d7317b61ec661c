package org.farandole.bench.placement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.farandole.placement.Dimension;
import org.farandole.placement.Node;
import org.farandole.placement.Problem;
import org.farandole.placement.Vm;

/** A problem's nodes, VMs and dimensions by number, in the order they are given. */
final class Numbers {

    private final Map<String, Integer> nodes = new HashMap<>();
    private final Map<String, Integer> vms = new HashMap<>();
    private final List<Dimension> dimensions;

    Numbers(Problem problem) {
        TreeSet<Dimension> demanded = new TreeSet<>();
        for (Node node : problem.nodes()) {
            nodes.put(node.name(), nodes.size());
            demanded.addAll(node.capacity().of().keySet());
        }
        for (Vm vm : problem.vms()) {
            vms.put(vm.name(), vms.size());
        }
        dimensions = List.copyOf(demanded);
    }

    List<Dimension> dimensions() {
        return dimensions;
    }

    /** @throws IllegalArgumentException if there is none of that name */
    int node(String name) {
        return of(nodes, name);
    }

    /** @throws IllegalArgumentException if there is none of that name */
    int vm(String name) {
        return of(vms, name);
    }

    private static int of(Map<String, Integer> numbers, String name) {
        Integer number = numbers.get(name);
        if (number == null) {
            throw new IllegalArgumentException(name + " is not in the problem");
        }
        return number;
    }
}
