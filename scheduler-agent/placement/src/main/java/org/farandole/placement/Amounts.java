package org.farandole.placement;

import java.util.Map;
import java.util.TreeMap;

/** So much of each dimension, in its unit; 0 of those that are not named. Never negative. */
public record Amounts(Map<Dimension, Integer> of) {

    public static final Amounts NONE = new Amounts(Map.of());

    /** @throws IllegalArgumentException naming the dimension, if an amount is negative */
    public Amounts {
        of = Map.copyOf(of);
        of.forEach((dimension, amount) -> {
            if (amount < 0) {
                throw new IllegalArgumentException(
                        "No amount of " + dimension + " is negative, not " + amount + " " + dimension.unit());
            }
        });
    }

    public static Amounts of(Dimension dimension, int amount) {
        return new Amounts(Map.of(dimension, amount));
    }

    /** @param cpuPercent of one core */
    public static Amounts of(int cpuPercent, int memoryMiB) {
        return new Amounts(Map.of(Dimension.CPU, cpuPercent, Dimension.MEMORY, memoryMiB));
    }

    /** These, and that much of another dimension, or of this one instead. */
    public Amounts and(Dimension dimension, int amount) {
        Map<Dimension, Integer> more = new TreeMap<>(of);
        more.put(dimension, amount);
        return new Amounts(more);
    }

    public int get(Dimension dimension) {
        return of.getOrDefault(dimension, 0);
    }

    public boolean has(Dimension dimension) {
        return of.containsKey(dimension);
    }
}
