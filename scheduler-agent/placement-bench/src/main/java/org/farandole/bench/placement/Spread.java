package org.farandole.bench.placement;

import java.util.Arrays;
import java.util.Collection;

/** Of some figures: the middle, and between what the middle half of them lies. */
record Spread(double median, double lowerQuartile, double upperQuartile) {

    /** Of at least one figure. */
    static Spread of(Collection<? extends Number> figures) {
        return new Spread(quantile(figures, 0.5), quantile(figures, 0.25), quantile(figures, 0.75));
    }

    /** By the nearest rank, so that it is one of the figures. */
    static double quantile(Collection<? extends Number> figures, double share) {
        double[] sorted = figures.stream().mapToDouble(Number::doubleValue).toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("No figures have no quantile");
        }
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    /** Of positive figures; NaN of none. */
    static double geometricMean(Collection<Double> figures) {
        return Math.exp(figures.stream().mapToDouble(Math::log).average().orElse(Double.NaN));
    }
}
