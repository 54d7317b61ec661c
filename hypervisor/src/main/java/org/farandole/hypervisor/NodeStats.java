package org.farandole.hypervisor;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.farandole.contracts.monitor.Sample.VmSample;
import org.farandole.contracts.node.Capacity;

/**
 * A node at one moment.
 *
 * @param nodeTime the node's clock; emulated time on an emulated node
 */
public record NodeStats(Instant nodeTime, Capacity capacity, int memoryUsedMiB, List<VmSample> vms) {

    public NodeStats {
        Objects.requireNonNull(nodeTime, "nodeTime");
        Objects.requireNonNull(capacity, "capacity");
        vms = List.copyOf(vms);
    }
}
