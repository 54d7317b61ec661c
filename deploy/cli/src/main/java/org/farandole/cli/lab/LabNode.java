package org.farandole.cli.lab;

import java.util.Optional;

/**
 * What {@code deploy/lab/status} says of a node.
 *
 * @param state {@code up} or {@code down}
 * @param libvirt {@code answers}, {@code silent}, or {@code none} on a node that is bare or down
 * @param guests QEMU processes
 * @param usedMiB of memory, by all that runs in the node
 * @param cpuPercent of one core, the most that the node gets
 */
record LabNode(
        String node,
        String site,
        String address,
        String state,
        String libvirt,
        int guests,
        int usedMiB,
        int cpuPercent) {

    private static final int PARTS = 8;

    /** The node of a line; empty for a line that is none. */
    static Optional<LabNode> read(String line) {
        String[] parts = line.split("\t", -1);
        return parts.length != PARTS
                ? Optional.empty()
                : Optional.of(new LabNode(
                        parts[0],
                        parts[1],
                        parts[2],
                        parts[3],
                        parts[4],
                        Integer.parseInt(parts[5]),
                        Integer.parseInt(parts[6]),
                        Integer.parseInt(parts[7])));
    }

    /** It is up, and if it has libvirt, that answers. */
    boolean well() {
        return state.equals("up") && !libvirt.equals("silent");
    }
}
