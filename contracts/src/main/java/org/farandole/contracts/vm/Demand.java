package org.farandole.contracts.vm;

import java.util.Objects;
import org.farandole.contracts.node.Resource;
import org.farandole.contracts.node.Throughput;

/**
 * What a VM would use each second if nothing held it back.
 *
 * @param cpuPercent of one core; 0 or more
 */
public record Demand(int cpuPercent, Throughput throughput) {

    public Demand {
        Objects.requireNonNull(throughput, "throughput");
        if (cpuPercent < 0) {
            throw new IllegalArgumentException("A demand of " + cpuPercent + " % of CPU");
        }
    }

    public static Demand ofCpu(int percent) {
        return new Demand(percent, Throughput.NONE);
    }

    /** In the resource's unit. */
    public int of(Resource resource) {
        return resource == Resource.CPU ? cpuPercent : throughput.of(resource);
    }

    /** The larger of both in each resource. */
    public Demand max(Demand other) {
        return new Demand(
                Math.max(cpuPercent, other.cpuPercent),
                new Throughput(
                        Math.max(of(Resource.MEMORY_BANDWIDTH), other.of(Resource.MEMORY_BANDWIDTH)),
                        Math.max(of(Resource.DISK), other.of(Resource.DISK)),
                        Math.max(of(Resource.NETWORK), other.of(Resource.NETWORK))));
    }
}
