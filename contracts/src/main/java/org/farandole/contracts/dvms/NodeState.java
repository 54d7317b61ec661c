package org.farandole.contracts.dvms;

import java.util.List;
import java.util.Objects;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Resource;
import org.farandole.contracts.node.Throughput;
import org.farandole.contracts.vm.Demand;
import org.jspecify.annotations.Nullable;

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

    /** What the VMs demand together, in the resource's unit. */
    public long demand(Resource resource) {
        long sum = 0;
        for (VmDemand vm : vms) {
            sum += vm.demand(resource);
        }
        return sum;
    }

    /**
     * A VM with its latest demand.
     *
     * @param cpuDemandPercent in percent of one core
     * @param throughput what it demands besides CPU; none is nothing
     */
    public record VmDemand(
            PlacedVm placed, int cpuDemandPercent, @Nullable Throughput throughput) {
        public VmDemand {
            Objects.requireNonNull(placed, "placed");
            if (cpuDemandPercent < 0) {
                throw new IllegalArgumentException("VM " + placed.vm() + " demands " + cpuDemandPercent + " %");
            }
            throughput = Throughput.NONE.equals(throughput) ? null : throughput;
        }

        /** A VM that demands nothing but CPU. */
        public VmDemand(PlacedVm placed, int cpuDemandPercent) {
            this(placed, cpuDemandPercent, null);
        }

        public VmDemand(PlacedVm placed, Demand demand) {
            this(placed, demand.cpuPercent(), demand.throughput());
        }

        /** In the resource's unit. */
        public int demand(Resource resource) {
            return resource == Resource.CPU ? cpuDemandPercent : throughput == null ? 0 : throughput.of(resource);
        }
    }
}
