package org.farandole.simulator.figures;

import java.util.List;

/** A mean with its 95 % confidence interval. @param halfWidth by Student's distribution; 0 of a single value */
public record Interval(double mean, double halfWidth) {

    /** The quantile 0.975 for 1, 2, … degrees of freedom. */
    private static final double[] STUDENT = {
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
        2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042
    };

    private static final double NORMAL = 1.96;

    /** @throws IllegalArgumentException if there is no value */
    public static Interval of(List<Double> values) {
        double mean = values.stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow(() -> new IllegalArgumentException("A mean of nothing"));
        if (values.size() < 2) {
            return new Interval(mean, 0);
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        int freedom = values.size() - 1;
        double quantile = freedom <= STUDENT.length ? STUDENT[freedom - 1] : NORMAL;
        return new Interval(mean, quantile * Math.sqrt(squares / freedom / values.size()));
    }
}
