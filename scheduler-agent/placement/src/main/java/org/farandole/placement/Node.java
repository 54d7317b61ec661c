package org.farandole.placement;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A node of the problem.
 *
 * @param capacity in every dimension that a VM of the problem demands
 * @param overbookingPermille how much of its capacity may be given out, 1,000 (all of it, no more) where it is not named
 * @param power a node that is off has no VM
 * @param draining it takes no VM; {@link Goal#EVACUATE} empties it
 * @param heldBy who else plans with it (an ISP's name): it takes no VM and gives none; none if nobody does
 */
public record Node(
        String name,
        Amounts capacity,
        Amounts overbookingPermille,
        Power power,
        boolean draining,
        @Nullable String heldBy) {

    public enum Power {
        ON,
        /** It may be woken where the terms allow it. */
        OFF
    }

    private static final int MOST_OVERBOOKING_PERMILLE = 100_000;

    /** @throws IllegalArgumentException naming the node, if it has nothing to give, or too large a ratio */
    public Node {
        Objects.requireNonNull(power, "power");
        if (name.isBlank()) {
            throw new IllegalArgumentException("A node needs a name");
        }
        capacity.of().forEach((dimension, amount) -> {
            if (amount == 0) {
                throw new IllegalArgumentException("Node " + name + " has no " + dimension + "; leave it out");
            }
        });
        overbookingPermille.of().forEach((dimension, ratio) -> {
            if (ratio == 0 || ratio > MOST_OVERBOOKING_PERMILLE) {
                throw new IllegalArgumentException("Node " + name + " would give out " + ratio + " thousandths of its "
                        + dimension + "; 1 to 100,000 make sense");
            }
        });
    }

    /** A node that is on, of CPU (percent of one core) and memory alone. */
    public Node(String name, int cpuPercent, int memoryMiB) {
        this(name, Amounts.of(cpuPercent, memoryMiB));
    }

    /** A node that is on and gives out what it has. */
    public Node(String name, Amounts capacity) {
        this(name, capacity, Amounts.NONE, Power.ON, false, null);
    }

    public Node drained() {
        return new Node(name, capacity, overbookingPermille, power, true, heldBy);
    }

    public Node off() {
        return new Node(name, capacity, overbookingPermille, Power.OFF, draining, heldBy);
    }

    public Node awake() {
        return new Node(name, capacity, overbookingPermille, Power.ON, draining, heldBy);
    }

    public Node heldBy(String other) {
        return new Node(name, capacity, overbookingPermille, power, draining, other);
    }

    public Node overbooked(Dimension dimension, int permille) {
        return new Node(name, capacity, overbookingPermille.and(dimension, permille), power, draining, heldBy);
    }

    /** What may be given out of a dimension, in its unit. */
    public int limit(Dimension dimension) {
        long ratio = overbookingPermille.has(dimension) ? overbookingPermille.get(dimension) : 1_000;
        return (int) Math.min(Integer.MAX_VALUE, capacity.get(dimension) * ratio / 1_000);
    }
}
