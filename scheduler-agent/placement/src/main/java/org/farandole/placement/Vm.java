package org.farandole.placement;

import java.util.Objects;
import java.util.Set;

/**
 * A VM of the problem.
 *
 * @param host the name of the node that it runs on
 * @param cpuDemandPercent what it would use if nothing held it back, in percent of one core
 * @param memoryMiB what it takes on its node, whatever it uses
 * @param mayMove whether a plan may move it at all; a VM within its cool-down may not
 * @param forbidden names of nodes that it must not move to; names of nodes outside the problem are allowed here
 */
public record Vm(
        String name, String host, int cpuDemandPercent, int memoryMiB, boolean mayMove, Set<String> forbidden) {

    /** @throws IllegalArgumentException if demand or memory is negative; the message names the VM */
    public Vm {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(host, "host");
        forbidden = Set.copyOf(forbidden);
        if (cpuDemandPercent < 0 || memoryMiB < 0) {
            throw new IllegalArgumentException("VM " + name + " demands " + cpuDemandPercent + " % and has " + memoryMiB
                    + " MiB; neither may be negative");
        }
    }

    /** A VM that may move to any node. */
    public Vm(String name, String host, int cpuDemandPercent, int memoryMiB) {
        this(name, host, cpuDemandPercent, memoryMiB, true, Set.of());
    }
}
