package org.farandole.contracts.dvms;

import java.util.List;
import java.util.Objects;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;

/**
 * One node as a solver sees it: the placement at a fence, and the latest demands.
 *
 * @param fence the node's fence at which the placement was read; the plan carries it back to the executor
 * @param draining the node is to be emptied and takes no VM
 */
public record NodeState(NodeName node, Fence fence, Capacity capacity, boolean draining, List<VmDemand> vms) {

    public NodeState {
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(fence, "fence");
        Objects.requireNonNull(capacity, "capacity");
        vms = List.copyOf(vms);
    }

    public int cpuDemandPercent() {
        return vms.stream().mapToInt(VmDemand::cpuDemandPercent).sum();
    }

    /** @param cpuDemandPercent in percent of one core */
    public record VmDemand(PlacedVm placed, int cpuDemandPercent) {
        public VmDemand {
            Objects.requireNonNull(placed, "placed");
            if (cpuDemandPercent < 0) {
                throw new IllegalArgumentException("VM " + placed.vm() + " demands " + cpuDemandPercent + " %");
            }
        }
    }
}
