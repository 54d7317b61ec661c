package org.farandole.contracts.monitor;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;

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

    public boolean overloaded() {
        return cpuStallPercent() > 0;
    }

    /** @param cpuDemandPercent in percent of one core */
    public record VmSample(VmName vm, int cpuUsedPercent, int cpuDemandPercent, int memoryMiB) {
        public VmSample {
            Objects.requireNonNull(vm, "vm");
        }
    }
}
