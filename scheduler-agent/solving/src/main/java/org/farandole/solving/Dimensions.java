package org.farandole.solving;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.node.Resource;
import org.farandole.placement.Amounts;
import org.farandole.placement.Dimension;

/**
 * The planner's dimensions for a partition: CPU and memory, and of the rest what any of its nodes may be short of.
 *
 * @param inTotal besides CPU, what is demanded in the partition: so much is enough on a node that does not bound it; 1 or more
 */
record Dimensions(Map<Resource, Integer> inTotal) {

    private static final Dimension MEMORY_BANDWIDTH = ofRate(Resource.MEMORY_BANDWIDTH);
    private static final Dimension DISK = ofRate(Resource.DISK);
    private static final Dimension NETWORK = ofRate(Resource.NETWORK);

    private static Dimension ofRate(Resource resource) {
        return new Dimension(resource.inWords(), resource.unit(), false);
    }

    static Dimensions of(List<NodeState> states) {
        Map<Resource, Integer> inTotal = new EnumMap<>(Resource.class);
        for (Resource resource : Resource.values()) {
            if (resource != Resource.CPU
                    && states.stream().anyMatch(state -> state.capacity().bounds(resource))) {
                long demand = states.stream()
                        .mapToLong(state -> state.demand(resource))
                        .sum();
                inTotal.put(resource, Math.clamp(demand, 1, Integer.MAX_VALUE));
            }
        }
        return new Dimensions(inTotal);
    }

    Amounts capacity(NodeState state) {
        Amounts amounts =
                Amounts.of(state.capacity().cpuPercent(), state.capacity().memoryMiB());
        for (Map.Entry<Resource, Integer> rate : inTotal.entrySet()) {
            int capacity =
                    state.capacity().bounds(rate.getKey()) ? state.capacity().of(rate.getKey()) : rate.getValue();
            amounts = amounts.and(dimension(rate.getKey()), capacity);
        }
        return amounts;
    }

    Amounts demand(NodeState.VmDemand vm) {
        Amounts amounts = Amounts.of(vm.cpuDemandPercent(), vm.placed().size().memoryMiB());
        for (Resource resource : inTotal.keySet()) {
            amounts = amounts.and(dimension(resource), vm.demand(resource));
        }
        return amounts;
    }

    private static Dimension dimension(Resource resource) {
        return switch (resource) {
            case CPU -> Dimension.CPU;
            case MEMORY_BANDWIDTH -> MEMORY_BANDWIDTH;
            case DISK -> DISK;
            case NETWORK -> NETWORK;
        };
    }
}
