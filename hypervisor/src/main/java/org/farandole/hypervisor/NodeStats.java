package org.farandole.hypervisor;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.farandole.contracts.monitor.Sample.VmSample;
import org.farandole.contracts.node.Capacity;
import org.jspecify.annotations.Nullable;

/**
 * A node at one moment.
 *
 * @param nodeTime the node's clock; emulated time on an emulated node
 * @param capacity what it has for VMs; none where only the inventory knows how much of the node is for them
 * @param foreignCpuPercent what runs beside our VMs demands and so takes away from the capacity, in percent of one core
 */
public record NodeStats(
        Instant nodeTime, @Nullable Capacity capacity, int foreignCpuPercent, int memoryUsedMiB, List<VmSample> vms) {

    /** A node that is all for our VMs. */
    public NodeStats(Instant nodeTime, Capacity capacity, int memoryUsedMiB, List<VmSample> vms) {
        this(nodeTime, capacity, 0, memoryUsedMiB, vms);
    }

    /**
     * What the node says that it has.
     *
     * @throws IllegalStateException if it says nothing of it
     */
    public Capacity ownCapacity() {
        if (capacity == null) {
            throw new IllegalStateException("Only the inventory knows what this node has for VMs");
        }
        return capacity;
    }

    /** With the capacity that is left for our VMs. @param registered the node's in the inventory, where it says none itself */
    public NodeStats within(Capacity registered) {
        Capacity whole = capacity == null ? registered : capacity;
        Capacity left =
                foreignCpuPercent == 0 ? whole : whole.withCpu(Math.max(1, whole.cpuPercent() - foreignCpuPercent));
        return new NodeStats(nodeTime, left, memoryUsedMiB, vms);
    }

    public NodeStats {
        Objects.requireNonNull(nodeTime, "nodeTime");
        vms = List.copyOf(vms);
    }
}
