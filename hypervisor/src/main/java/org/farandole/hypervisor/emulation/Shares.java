package org.farandole.hypervisor.emulation;

import java.util.Set;
import java.util.function.ToIntFunction;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.Resource;
import org.farandole.contracts.node.Throughput;

/**
 * How much of a resource goes with one vCPU: a VM that demands all of its share demands so much for each of its vCPUs, and a node
 * that is not to be short of one thing before another has so much for each core that is for VMs.
 */
public final class Shares {

    private static final int MEMORY_MEGABYTES_PER_SECOND = 10_000;
    private static final int DISK_MEGABYTES_PER_SECOND = 100;
    private static final int NETWORK_MEGABYTES_PER_SECOND = 100;
    private static final long ALL_PERCENT = 100;

    private Shares() {}

    private static int megabytesPerSecond(Resource resource) {
        return switch (resource) {
            case CPU -> throw new IllegalArgumentException("CPU is not counted in MB/s");
            case MEMORY_BANDWIDTH -> MEMORY_MEGABYTES_PER_SECOND;
            case DISK -> DISK_MEGABYTES_PER_SECOND;
            case NETWORK -> NETWORK_MEGABYTES_PER_SECOND;
        };
    }

    /**
     * In the resource's unit.
     *
     * @param percent of a vCPU, or of its share of another resource; not negative
     */
    public static int amount(Resource resource, int vcpus, int percent) {
        return resource == Resource.CPU ? percent * vcpus : megabytesPerSecond(resource, (long) percent * vcpus);
    }

    /** @param percents of a vCPU's share, of each resource but CPU; not negative */
    static Throughput demand(int vcpus, ToIntFunction<Resource> percents) {
        return of(resource -> amount(resource, vcpus, percents.applyAsInt(resource)));
    }

    /** A node that bounds these besides CPU, each in proportion to its CPU. */
    public static Capacity bounding(Capacity capacity, Set<Resource> bounded) {
        Throughput offered = of(resource -> bounded.contains(resource)
                ? Math.max(1, megabytesPerSecond(resource, capacity.cpuPercent()))
                : Throughput.UNBOUNDED);
        boolean cpuOnly = bounded.stream().allMatch(resource -> resource == Resource.CPU);
        return new Capacity(capacity.cpuPercent(), capacity.memoryMiB(), cpuOnly ? null : offered);
    }

    private static int megabytesPerSecond(Resource resource, long percent) {
        return (int) Math.min(Integer.MAX_VALUE - 1, megabytesPerSecond(resource) * percent / ALL_PERCENT);
    }

    private static Throughput of(ToIntFunction<Resource> amounts) {
        return new Throughput(
                amounts.applyAsInt(Resource.MEMORY_BANDWIDTH),
                amounts.applyAsInt(Resource.DISK),
                amounts.applyAsInt(Resource.NETWORK));
    }
}
