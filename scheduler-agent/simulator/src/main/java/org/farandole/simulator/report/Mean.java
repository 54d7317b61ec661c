package org.farandole.simulator.report;

/** Sum, mean and maximum of what is added, rounded to thousandths. */
final class Mean {

    private int count;
    private double sum;
    private double max;

    void add(double value) {
        count++;
        sum += value;
        max = Math.max(max, value);
    }

    int count() {
        return count;
    }

    double sum() {
        return rounded(sum);
    }

    /** 0 of nothing. */
    double mean() {
        return count == 0 ? 0 : rounded(sum / count);
    }

    /** 0 of nothing. */
    double max() {
        return rounded(max);
    }

    static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
