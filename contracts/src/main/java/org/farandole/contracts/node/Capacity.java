package org.farandole.contracts.node;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a node can hold.
 *
 * @param cpuPercent CPU for VMs, in percent of one core (800 is eight cores)
 * @param memoryMiB memory for VMs
 * @param throughput what it offers each second besides CPU; none where nobody bounds any of it
 */
public record Capacity(
        int cpuPercent, int memoryMiB, @Nullable Throughput throughput) {

    private static final List<Resource> CPU_ONLY = List.of(Resource.CPU);

    public Capacity {
        if (cpuPercent <= 0 || memoryMiB <= 0) {
            throw new IllegalArgumentException(
                    "A node has CPU and memory, not " + cpuPercent + " % and " + memoryMiB + " MiB");
        }
        if (throughput != null
                && (throughput.memoryMegabytesPerSecond() == 0
                        || throughput.diskMegabytesPerSecond() == 0
                        || throughput.networkMegabytesPerSecond() == 0)) {
            throw new IllegalArgumentException("A node offers some of everything, not " + throughput);
        }
    }

    /** A node that is never short of anything but CPU and memory. */
    public Capacity(int cpuPercent, int memoryMiB) {
        this(cpuPercent, memoryMiB, null);
    }

    /** Up to where demand for CPU may rise for some of it to stay free. @param headroomPercent of the CPU */
    public int cpuThreshold(int headroomPercent) {
        return cpuPercent - cpuPercent * headroomPercent / 100;
    }

    public Capacity withCpu(int percent) {
        return new Capacity(percent, memoryMiB, throughput);
    }

    /** In the resource's unit; {@link Throughput#UNBOUNDED} where the node is never short of it. */
    public int of(Resource resource) {
        return resource == Resource.CPU
                ? cpuPercent
                : throughput == null ? Throughput.UNBOUNDED : throughput.of(resource);
    }

    /** Whether the node may be short of it. */
    public boolean bounds(Resource resource) {
        return of(resource) != Throughput.UNBOUNDED;
    }

    /** What the node may be short of, CPU first. */
    public List<Resource> bounded() {
        if (throughput == null) {
            return CPU_ONLY;
        }
        Set<Resource> bounded = EnumSet.allOf(Resource.class);
        bounded.removeIf(resource -> !bounds(resource));
        return List.copyOf(bounded);
    }
}
