package org.farandole.placement.rule;

/** How much a rule binds. */
public sealed interface Strength {

    /** It holds at the end of every plan, unless it was broken before: then it does not get worse. */
    Strength HARD = new Hard(false);

    /** It holds at every moment of every plan too. */
    Strength CONTINUOUS = new Hard(true);

    record Hard(boolean continuous) implements Strength {}

    /**
     * Each unit by which it is broken at the end costs as much as {@code weight} seconds of migrations, or as {@code weight}
     * migrations, by the objective.
     */
    record Soft(int weight) implements Strength {
        public Soft {
            if (weight < 1 || weight > 1_000_000) {
                throw new IllegalArgumentException("A soft rule weighs 1 to 1,000,000, not " + weight);
            }
        }
    }
}
