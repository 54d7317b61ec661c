package org.farandole.contracts.node;

/**
 * What a node can hold.
 *
 * @param cpuPercent CPU for VMs, in percent of one core (800 is eight cores)
 * @param memoryMiB memory for VMs
 */
public record Capacity(int cpuPercent, int memoryMiB) {

    public Capacity {
        if (cpuPercent <= 0 || memoryMiB <= 0) {
            throw new IllegalArgumentException(
                    "A node has CPU and memory, not " + cpuPercent + " % and " + memoryMiB + " MiB");
        }
    }
}
