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
import org.farandole.contracts.vm.VmName;
import org.jspecify.annotations.Nullable;

/**
 * What an agent knows of its node: fence and placement are the executor's word, demand and capacity the samples'.
 *
 * @param fence none before the executor's first word
 * @param placement the node's VMs at that fence
 * @param cpuDemandPercent the latest of each VM, in percent of one core
 */
public record OwnNode(
        NodeName name,
        @Nullable Fence fence,
        List<PlacedVm> placement,
        Map<VmName, Integer> cpuDemandPercent,
        Capacity capacity) {

    public OwnNode {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(capacity, "capacity");
        placement = List.copyOf(placement);
        cpuDemandPercent = Map.copyOf(cpuDemandPercent);
    }

    /** The demand of the VMs placed here; one that was not sampled yet is taken for as large as it may become. */
    public int placedDemandPercent() {
        return placement.stream().mapToInt(this::demandOf).sum();
    }

    /** Whether a problem of this class holds, by the latest demands and placement. */
    public boolean has(ProblemClass problem) {
        return switch (problem) {
            case RELIEVE -> placedDemandPercent() > capacity.cpuPercent();
            case EVACUATE, CONSOLIDATE -> !placement.isEmpty();
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
        return new OwnNode(name, newer, placement, cpuDemandPercent, capacity);
    }

    OwnNode at(Fence newer, List<PlacedVm> placed) {
        return new OwnNode(name, newer, placed, cpuDemandPercent, capacity);
    }

    OwnNode demanding(Map<VmName, Integer> demands, Capacity measured) {
        return new OwnNode(name, fence, placement, demands, measured);
    }

    private int demandOf(PlacedVm placed) {
        return cpuDemandPercent.getOrDefault(placed.vm(), 100 * placed.size().vcpus());
    }
}
