package org.farandole.placement;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What to solve: some nodes, all VMs on them, and a goal. Refused whole if anything in it is wrong.
 *
 * @param leastGainCpuPercent an overload, or what a partial plan takes off it, below this is not worth a migration; at least 1,
 *     in percent of one core
 */
public record Problem(Goal goal, List<Node> nodes, List<Vm> vms, MigrationTime migrationTime, int leastGainCpuPercent) {

    /** @throws IllegalArgumentException naming the item: a name given twice, a VM on an unknown node, a gain below 1 */
    public Problem {
        Objects.requireNonNull(goal, "goal");
        Objects.requireNonNull(migrationTime, "migrationTime");
        nodes = List.copyOf(nodes);
        vms = List.copyOf(vms);
        if (leastGainCpuPercent < 1) {
            throw new IllegalArgumentException("The least gain is 1 % or more, not " + leastGainCpuPercent);
        }
        Set<String> names = new HashSet<>();
        for (Node node : nodes) {
            if (!names.add(node.name())) {
                throw new IllegalArgumentException("Node " + node.name() + " is given twice");
            }
        }
        requireEachOnceAndOnOneOf(names, vms);
        requireSumsInRange(vms, migrationTime);
    }

    /** With the usual migration time and every gain worth a migration. */
    public Problem(Goal goal, List<Node> nodes, List<Vm> vms) {
        this(goal, nodes, vms, MigrationTime.VMPLACES, 1);
    }

    private static void requireEachOnceAndOnOneOf(Set<String> nodes, List<Vm> vms) {
        Set<String> names = new HashSet<>();
        for (Vm vm : vms) {
            if (!names.add(vm.name())) {
                throw new IllegalArgumentException("VM " + vm.name() + " is given twice");
            }
            if (!nodes.contains(vm.host())) {
                throw new IllegalArgumentException(
                        "VM " + vm.name() + " is on " + vm.host() + ", which is not in the problem");
            }
        }
    }

    private static void requireSumsInRange(List<Vm> vms, MigrationTime time) {
        long demand = 0;
        long memory = 0;
        long millis = 0;
        for (Vm vm : vms) {
            demand += vm.cpuDemandPercent();
            memory += vm.memoryMiB();
            millis += time.of(vm).toMillis();
            if (Math.max(millis, Math.max(demand, memory)) > Integer.MAX_VALUE / 2) {
                throw new IllegalArgumentException("The sums overflow at VM " + vm.name() + ": " + demand + " %, "
                        + memory + " MiB, " + millis + " ms of migrations");
            }
        }
    }
}
