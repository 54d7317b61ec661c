package org.farandole.dvms;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;

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

    /** Whether by these states no node ends above its CPU capacity, or further above it, when all this is done. */
    static boolean harmsNobody(List<Action> actions, List<NodeState> states) {
        Map<VmName, Integer> ofVm = new HashMap<>();
        Map<NodeName, Integer> after = new HashMap<>();
        for (NodeState state : states) {
            after.put(state.node(), state.cpuDemandPercent());
            state.vms().forEach(vm -> ofVm.put(vm.placed().vm(), vm.cpuDemandPercent()));
        }
        for (Action action : actions) {
            switch (action) {
                case Action.Migrate move -> {
                    int percent = ofVm.getOrDefault(move.vm(), 0);
                    after.merge(move.source(), -percent, Integer::sum);
                    after.merge(move.destination(), percent, Integer::sum);
                }
            }
        }
        return states.stream()
                .allMatch(state -> after.getOrDefault(state.node(), 0)
                        <= Math.max(state.capacity().cpuPercent(), state.cpuDemandPercent()));
    }
}
