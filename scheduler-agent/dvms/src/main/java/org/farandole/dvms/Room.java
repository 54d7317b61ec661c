package org.farandole.dvms;

import java.util.Collection;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.Priority.ProblemClass;

/** Whether it is worth solving: what the members lack for certain, no plan can find. */
final class Room {

    private Room() {}

    /**
     * False only if no plan can solve the whole problem without making another node worse. Nodes that are being emptied
     * take nothing. Memory bounds only an evacuation: where VMs may be exchanged, free memory does not.
     */
    static boolean maySuffice(ProblemClass problem, NodeState own, Collection<NodeState> others) {
        return switch (problem) {
            case RELIEVE ->
                freeCpuPercent(others)
                        >= own.cpuDemandPercent() - own.capacity().cpuPercent();
            case EVACUATE ->
                freeCpuPercent(others) >= own.cpuDemandPercent() && freeMemoryMiB(others) >= memoryMiB(own);
            case CONSOLIDATE -> true;
        };
    }

    private static long freeCpuPercent(Collection<NodeState> nodes) {
        return nodes.stream()
                .filter(node -> !node.draining())
                .mapToLong(node -> Math.max(0, node.capacity().cpuPercent() - node.cpuDemandPercent()))
                .sum();
    }

    private static long freeMemoryMiB(Collection<NodeState> nodes) {
        return nodes.stream()
                .filter(node -> !node.draining())
                .mapToLong(node -> Math.max(0, node.capacity().memoryMiB() - memoryMiB(node)))
                .sum();
    }

    private static long memoryMiB(NodeState node) {
        return node.vms().stream()
                .mapToLong(vm -> vm.placed().size().memoryMiB())
                .sum();
    }
}
