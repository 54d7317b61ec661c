package org.farandole.placement;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What nodes and VMs are refused for. */
final class Door {

    private static final long MOST = Integer.MAX_VALUE / 4;

    private Door() {}

    static void check(List<Node> nodes, List<Vm> vms, Terms terms) {
        Map<String, Node> byName = new HashMap<>();
        for (Node node : nodes) {
            if (byName.put(node.name(), node) != null) {
                throw new IllegalArgumentException("Node " + node.name() + " is given twice");
            }
        }
        requireOneDimensionAName(nodes, vms);
        requireEachOnceAndOnOneOf(byName, vms);
        requireWhatVmsDemand(nodes, vms);
        requireSumsInRange(vms, terms);
    }

    private static void requireOneDimensionAName(List<Node> nodes, List<Vm> vms) {
        Map<String, Dimension> seen = new HashMap<>();
        nodes.forEach(node -> node.capacity().of().keySet().forEach(dimension -> see(seen, dimension)));
        vms.forEach(vm -> vm.demand().of().keySet().forEach(dimension -> see(seen, dimension)));
    }

    private static void see(Map<String, Dimension> seen, Dimension dimension) {
        Dimension other = seen.putIfAbsent(dimension.name(), dimension);
        if (other != null && !other.equals(dimension)) {
            throw new IllegalArgumentException("Dimension " + dimension.name() + " is given in two ways: "
                    + describe(other) + " and " + describe(dimension));
        }
    }

    private static String describe(Dimension dimension) {
        return (dimension.rigid() ? "rigid, in " : "in ") + dimension.unit();
    }

    private static void requireEachOnceAndOnOneOf(Map<String, Node> nodes, List<Vm> vms) {
        Set<String> names = new HashSet<>();
        for (Vm vm : vms) {
            if (!names.add(vm.name())) {
                throw new IllegalArgumentException("VM " + vm.name() + " is given twice");
            }
            Node host = nodes.get(vm.host());
            if (host == null) {
                throw new IllegalArgumentException(
                        "VM " + vm.name() + " is on " + vm.host() + ", which is not in the problem");
            }
            if (host.power() == Node.Power.OFF) {
                throw new IllegalArgumentException("VM " + vm.name() + " is on " + vm.host() + ", which is off");
            }
        }
    }

    /** Every node that might get a VM has to have every dimension; otherwise a missing figure would pass for no room. */
    private static void requireWhatVmsDemand(List<Node> nodes, List<Vm> vms) {
        Map<Dimension, String> demanded = new TreeMap<>();
        for (Vm vm : vms) {
            vm.demand().of().forEach((dimension, amount) -> {
                if (amount > 0) {
                    demanded.putIfAbsent(dimension, vm.name());
                }
            });
        }
        for (Node node : nodes) {
            demanded.forEach((dimension, vm) -> {
                if (!node.capacity().has(dimension)) {
                    throw new IllegalArgumentException("Node " + node.name() + " says nothing of its " + dimension
                            + ", which VM " + vm + " demands");
                }
            });
        }
    }

    private static void requireSumsInRange(List<Vm> vms, Terms terms) {
        Map<Dimension, Long> sums = new TreeMap<>();
        long millis = 0;
        for (Vm vm : vms) {
            vm.demand().of().forEach((dimension, amount) -> {
                if (sums.merge(dimension, (long) amount, Long::sum) > MOST) {
                    throw new IllegalArgumentException("The demands for " + dimension + " overflow at VM " + vm.name()
                            + ": " + sums.get(dimension) + " " + dimension.unit());
                }
            });
            vm.deviation().of().forEach((dimension, amount) -> {
                if (amount > MOST) {
                    throw new IllegalArgumentException("The deviation of VM " + vm.name() + " in " + dimension
                            + " overflows: " + amount + " " + dimension.unit());
                }
            });
            millis += terms.migrationTime().of(vm).toMillis();
            if (millis > 1L << 36) {
                throw new IllegalArgumentException(
                        "The times of migrations overflow at VM " + vm.name() + ": " + millis + " ms");
            }
        }
    }
}
