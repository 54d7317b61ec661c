package org.farandole.dvms;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Overload;
import org.farandole.contracts.node.Resource;
import org.farandole.contracts.vm.Demand;
import org.farandole.contracts.vm.VmName;
import org.jspecify.annotations.Nullable;

/**
 * What an agent knows of its node: fence and placement are the executor's word, demand and capacity the samples'.
 *
 * @param fence none before the executor's first word
 * @param placement the node's VMs at that fence
 * @param demands the latest of each VM
 */
public record OwnNode(
        NodeName name,
        @Nullable Fence fence,
        List<PlacedVm> placement,
        Map<VmName, Demand> demands,
        Capacity capacity) {

    public OwnNode {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(capacity, "capacity");
        placement = List.copyOf(placement);
        demands = Map.copyOf(demands);
    }

    /** The VMs' demand for CPU, in percent of one core; a VM that was not sampled yet is taken for as large as it may become. */
    public int placedDemandPercent() {
        return (int) placedDemand(Resource.CPU);
    }

    /** What the VMs placed here are short of. */
    public List<Overload> overloads() {
        return Overload.of(capacity, this::placedDemand);
    }

    /** Whether its VMs demand more than it has. */
    public boolean overloaded() {
        for (Resource resource : capacity.bounded()) {
            if (placedDemand(resource) > capacity.of(resource)) {
                return true;
            }
        }
        return false;
    }

    private long placedDemand(Resource resource) {
        long sum = 0;
        for (PlacedVm placed : placement) {
            sum += demandOf(placed).of(resource);
        }
        return sum;
    }

    /**
     * Whether a problem of this class holds, by the latest demands and placement; under-use is what the samples say.
     *
     * @param headroomPercent of the CPU, which a node is to have left; 0 for none
     */
    boolean has(ProblemClass problem, int headroomPercent) {
        return switch (problem) {
            case RELIEVE -> overloaded() || placedDemandPercent() > capacity.cpuThreshold(headroomPercent);
            case EVACUATE -> !placement.isEmpty();
            case CONSOLIDATE -> true;
        };
    }

    /** As a solver sees it. */
    NodeState state(boolean draining) {
        if (fence == null) {
            throw new IllegalStateException("Node " + name + " does not know its fence yet");
        }
        return new NodeState(
                name,
                fence,
                capacity,
                draining,
                placement.stream()
                        .map(placed -> new NodeState.VmDemand(placed, demandOf(placed)))
                        .toList());
    }

    OwnNode at(Fence newer) {
        return new OwnNode(name, newer, placement, demands, capacity);
    }

    OwnNode at(Fence newer, List<PlacedVm> placed) {
        return new OwnNode(name, newer, placed, demands, capacity);
    }

    OwnNode demanding(Map<VmName, Demand> latest, Capacity measured) {
        return new OwnNode(name, fence, placement, latest, measured);
    }

    /** Only the use of CPU is bounded by a VM's size: of the rest a VM that was not sampled yet is taken to demand nothing. */
    private Demand demandOf(PlacedVm placed) {
        Demand latest = demands.get(placed.vm());
        return latest == null ? Demand.ofCpu(100 * placed.size().vcpus()) : latest;
    }
}
