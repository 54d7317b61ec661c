package org.farandole.placement;

import java.util.Objects;

/**
 * A resource of nodes that VMs demand.
 *
 * @param unit in which all amounts of it are whole numbers
 * @param rigid a node can never give more than its limit, not for a moment, and while a VM migrates it takes its amount on both
 *     nodes. What is not rigid (CPU, network) is shared when demand exceeds it
 */
public record Dimension(String name, String unit, boolean rigid) implements Comparable<Dimension> {

    /** In percent of one core. */
    public static final Dimension CPU = new Dimension("CPU", "%", false);

    public static final Dimension MEMORY = new Dimension("memory", "MiB", true);

    public static final Dimension DISK = new Dimension("disk", "GiB", true);

    public static final Dimension NETWORK = new Dimension("network", "Mbit/s", false);

    public Dimension {
        Objects.requireNonNull(unit, "unit");
        if (name.isBlank()) {
            throw new IllegalArgumentException("A dimension needs a name");
        }
    }

    @Override
    public int compareTo(Dimension other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
