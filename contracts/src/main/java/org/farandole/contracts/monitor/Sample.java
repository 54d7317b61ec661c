package org.farandole.contracts.monitor;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Overload;
import org.farandole.contracts.node.Resource;
import org.farandole.contracts.node.Throughput;
import org.farandole.contracts.vm.Demand;
import org.farandole.contracts.vm.VmName;
import org.jspecify.annotations.Nullable;

/**
 * One node and its VMs at one moment: {@code monitor.samples}, keyed by the node, in the partition of its ring slot.
 *
 * @param at the monitor's clock
 * @param nodeTime the node's clock: emulated time on an emulated node, else the same as {@code at}; durations of what the
 *     node did are differences of it
 * @param cpuUsedPercent what the VMs got, in percent of one core; at most the capacity
 * @param cpuDemandPercent what they would use if nothing held them back: used plus stalled
 */
public record Sample(
        NodeName node,
        int slot,
        Instant at,
        Instant nodeTime,
        Capacity capacity,
        int cpuUsedPercent,
        int cpuDemandPercent,
        int memoryUsedMiB,
        List<VmSample> vms) {

    public Sample {
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(nodeTime, "nodeTime");
        Objects.requireNonNull(capacity, "capacity");
        vms = List.copyOf(vms);
    }

    /** Demand that the capacity cannot serve, in percent of one core; 0 when there is none. */
    public int cpuStallPercent() {
        return Math.max(0, cpuDemandPercent - capacity.cpuPercent());
    }

    /** What the VMs demand together, in the resource's unit. */
    public long demand(Resource resource) {
        if (resource == Resource.CPU) {
            return cpuDemandPercent;
        }
        long sum = 0;
        for (VmSample vm : vms) {
            sum += vm.demand(resource);
        }
        return sum;
    }

    /** Whether more of anything is demanded than the node has. */
    public boolean overloaded() {
        for (Resource resource : capacity.bounded()) {
            if (demand(resource) > capacity.of(resource)) {
                return true;
            }
        }
        return false;
    }

    /** What more is demanded of than the node has. */
    public List<Overload> overloads() {
        return Overload.of(capacity, this::demand);
    }

    /**
     * A VM on the node.
     *
     * @param cpuDemandPercent in percent of one core
     * @param throughput what it demands besides CPU; none is nothing
     */
    public record VmSample(
            VmName vm,
            int cpuUsedPercent,
            int cpuDemandPercent,
            int memoryMiB,
            @Nullable Throughput throughput) {
        public VmSample {
            Objects.requireNonNull(vm, "vm");
            throughput = Throughput.NONE.equals(throughput) ? null : throughput;
        }

        /** A VM that demands nothing but CPU and memory. */
        public VmSample(VmName vm, int cpuUsedPercent, int cpuDemandPercent, int memoryMiB) {
            this(vm, cpuUsedPercent, cpuDemandPercent, memoryMiB, null);
        }

        /** In the resource's unit. */
        public int demand(Resource resource) {
            return resource == Resource.CPU ? cpuDemandPercent : throughput == null ? 0 : throughput.of(resource);
        }

        public Demand demand() {
            return new Demand(cpuDemandPercent, throughput == null ? Throughput.NONE : throughput);
        }
    }
}
