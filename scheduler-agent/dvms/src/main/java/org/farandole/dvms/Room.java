package org.farandole.dvms;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Resource;

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
                all(resource -> free(resource, others)
                        >= own.demand(resource) - own.capacity().of(resource));
            case EVACUATE ->
                all(resource -> free(resource, others) >= own.demand(resource))
                        && freeMemoryMiB(others) >= memoryMiB(own);
            case CONSOLIDATE -> true;
        };
    }

    private static boolean all(Predicate<Resource> enough) {
        return EnumSet.allOf(Resource.class).stream().allMatch(enough);
    }

    /** In the resource's unit. A node that does not bound it has enough for anybody. */
    private static long free(Resource resource, Collection<NodeState> nodes) {
        return nodes.stream()
                .filter(node -> !node.draining())
                .mapToLong(node -> Math.max(0, node.capacity().of(resource) - node.demand(resource)))
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

    /** Whether by these states no node ends above its capacity in anything, or further above it, when all this is done. */
    static boolean harmsNobody(List<Action> actions, List<NodeState> states) {
        Set<NodeName> touched = Loads.touched(actions);
        Loads after = Loads.after(actions, states);
        return states.stream()
                .filter(state -> touched.contains(state.node()))
                .allMatch(state -> state.capacity().bounded().stream()
                        .allMatch(resource -> after.demand(state, resource)
                                <= Math.max(state.capacity().of(resource), state.demand(resource))));
    }
}
