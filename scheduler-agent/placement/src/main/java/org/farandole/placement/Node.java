package org.farandole.placement;

import java.util.Objects;

/**
 * A node of the problem.
 *
 * @param cpuPercent CPU for VMs, in percent of one core (800 is eight cores)
 * @param memoryMiB memory for VMs
 * @param draining it takes no VM; {@link Goal#EVACUATE} empties it
 */
public record Node(String name, int cpuPercent, int memoryMiB, boolean draining) {

    /** @throws IllegalArgumentException if it has no CPU or no memory; the message names the node */
    public Node {
        Objects.requireNonNull(name, "name");
        if (cpuPercent <= 0 || memoryMiB <= 0) {
            throw new IllegalArgumentException("Node " + name + " has " + cpuPercent + " % of CPU and " + memoryMiB
                    + " MiB; both must be above 0");
        }
    }
}
