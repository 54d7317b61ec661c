package org.farandole.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Runs that differ in their seed only.
 *
 * @param broken seeds whose run broke an invariant
 * @param runs of the other seeds
 */
public record Summary(List<Long> broken, List<Figure> figures, List<Report> runs) {

    private static final double NORMAL_95 = 1.96;

    /** @param halfWidth95 of the 95 % confidence interval of the mean, by the normal distribution */
    public record Figure(String name, double mean, double least, double most, double halfWidth95) {}

    public Summary {
        broken = List.copyOf(broken);
        figures = List.copyOf(figures);
        runs = List.copyOf(runs);
    }

    public static Summary of(List<Report> runs, List<Long> broken) {
        return new Summary(
                broken,
                runs.isEmpty()
                        ? List.of()
                        : List.of(
                                figure(
                                        "violations",
                                        runs,
                                        run -> run.violations().count()),
                                figure(
                                        "violationSeconds",
                                        runs,
                                        run -> run.violations().totalSeconds()),
                                figure("reactiveFloorSeconds", runs, Report::reactiveFloorSeconds),
                                figure("isps", runs, run -> run.isps().count()),
                                figure("solved", runs, run -> run.isps().solved()),
                                figure("vanished", runs, run -> run.isps().vanished()),
                                figure("merged", runs, run -> run.isps().merged()),
                                figure("failed", runs, run -> run.isps().failed()),
                                figure("withdrawn", runs, run -> run.isps().withdrawn()),
                                figure("ispMillis", runs, run -> run.isps().meanMillis()),
                                figure("messagesPerIsp", runs, run -> run.isps().meanMessages()),
                                figure(
                                        "partitionSize",
                                        runs,
                                        run -> run.partitionSize().mean()),
                                figure(
                                        "largestPartition",
                                        runs,
                                        run -> run.partitionSize().max()),
                                figure(
                                        "migrations",
                                        runs,
                                        run -> run.migrations().count())),
                runs);
    }

    private static Figure figure(String name, List<Report> runs, ToDoubleFunction<Report> of) {
        double[] values = runs.stream().mapToDouble(of).toArray();
        double sum = 0;
        double least = values[0];
        double most = values[0];
        for (double value : values) {
            sum += value;
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
        return new Figure(
                name,
                Mean.rounded(mean),
                Mean.rounded(least),
                Mean.rounded(most),
                Mean.rounded(NORMAL_95 * deviation / Math.sqrt(values.length)));
    }

    /** For people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "%d runs, %d broke an invariant", runs.size() + broken.size(), broken.size()));
        for (Figure figure : figures) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-24s %12.2f ± %-10.2f %.2f to %.2f",
                    figure.name(),
                    figure.mean(),
                    figure.halfWidth95(),
                    figure.least(),
                    figure.most()));
        }
        return lines;
    }
}
