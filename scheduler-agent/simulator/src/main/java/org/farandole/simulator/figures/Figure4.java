package org.farandole.simulator.figures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.farandole.simulator.figures.Experiment.Point;
import org.farandole.simulator.report.Report;

/**
 * Figure 4 of the SCALE 2013 paper, for the ring and the central scheduler over sizes: a, how long an iteration that was solved
 * takes (an ISP, or a round of entropy: to find the partition, to solve, to migrate); b, how long its computing takes; c, how many
 * nodes it is about. Entropy has, for each size, that of the periods with which violations last the shortest.
 */
public final class Figure4 {

    private final Experiment experiment;
    private final List<Duration> periods;
    private final Consumer<String> lines;
    private final List<Point> ring = new ArrayList<>();
    private final List<Point> central = new ArrayList<>();

    /** @param lines is given each row of the table once it is known */
    Figure4(Experiment experiment, List<Duration> periods, Consumer<String> lines) {
        this.experiment = experiment;
        this.periods = List.copyOf(periods);
        this.lines = lines;
    }

    /** Runs it; a row a size and policy. */
    void run(List<Integer> sizes) {
        lines.accept(HEADER);
        for (int nodes : sizes) {
            List<Point> ours = experiment.run(nodes, experiment.policy());
            ring.addAll(ours);
            lines.accept(row(ours));
            if (!periods.isEmpty()) {
                List<Point> theirs = best(nodes);
                central.addAll(theirs);
                lines.accept(row(theirs));
            }
        }
    }

    private List<Point> best(int nodes) {
        return periods.stream()
                .map(every -> experiment.run(nodes, Experiment.entropy(every)))
                .min(Comparator.comparingDouble(Figure4::violationSeconds))
                .orElseThrow();
    }

    /** Of an iteration that was solved: until its partition is found, to solve, to migrate. */
    private static double seconds(Report report) {
        Report.Millis millis = report.isps().millis();
        return (millis.partition() + millis.solve() + millis.migrate()) / 1000;
    }

    /** That an iteration is about: the central scheduler's are about all. */
    private static double nodes(Report report) {
        return report.policy().equals("entropy")
                ? report.nodes()
                : report.partitionSize().mean();
    }

    private static double violationSeconds(List<Point> points) {
        return points.stream()
                .mapToDouble(point -> point.report().violations().totalSeconds())
                .sum();
    }

    /** All runs that the table is of. */
    List<Point> points() {
        List<Point> all = new ArrayList<>(ring);
        all.addAll(central);
        return all;
    }

    /** {@code figure-4a.png}, {@code figure-4b.png}, {@code figure-4c.png} and one of messages; makes the folder. */
    void charts(Path folder) throws IOException {
        Files.createDirectories(folder);
        SizeChart.write(
                folder.resolve("figure-4a.png"),
                "a. Time of an iteration that was solved",
                "seconds",
                false,
                both(Figure4::seconds));
        SizeChart.write(
                folder.resolve("figure-4b.png"),
                "b. Time to compute, of an iteration that was solved",
                "milliseconds",
                true,
                both(report -> report.isps().millis().solve()));
        SizeChart.write(
                folder.resolve("figure-4c.png"),
                "c. Nodes of an iteration that was solved",
                "nodes",
                true,
                both(Figure4::nodes));
        SizeChart.write(
                folder.resolve("figure-4-messages.png"),
                "Messages of an ISP",
                "messages",
                false,
                List.of(Series.of("dvms", ring, report -> report.isps().meanMessages())));
    }

    private List<Series> both(java.util.function.ToDoubleFunction<Report> figure) {
        List<Series> both = new ArrayList<>(List.of(Series.of("dvms", ring, figure)));
        if (!central.isEmpty()) {
            both.add(Series.of("entropy", central, figure));
        }
        return both;
    }

    private static final String HEADER =
            "| nodes | policy | iterations | time of one s | to compute ms | nodes in one | messages of one"
                    + " | violations | seconds of violation | migrations |\n|---|---|---|---|---|---|---|---|---|---|";

    private static String row(List<Point> points) {
        Point first = points.getFirst();
        String policy = first.everySeconds() == 0
                ? first.policy()
                : String.format(Locale.ROOT, "%s, every %.0f s", first.policy(), first.everySeconds());
        return "| " + first.nodes() + " | " + policy + " | "
                + cell(points, "%.0f", report -> report.isps().count())
                + cell(points, "%.3f", Figure4::seconds)
                + cell(points, "%.2f", report -> report.isps().millis().solve())
                + cell(points, "%.2f", Figure4::nodes)
                + cell(points, "%.1f", report -> report.isps().meanMessages())
                + cell(points, "%.0f", report -> report.violations().count())
                + cell(points, "%.0f", report -> report.violations().totalSeconds())
                + cell(points, "%.0f", report -> report.migrations().count());
    }

    private static String cell(List<Point> points, String format, java.util.function.ToDoubleFunction<Report> figure) {
        Interval value = Interval.of(points.stream()
                .map(point -> figure.applyAsDouble(point.report()))
                .toList());
        String mean = String.format(Locale.ROOT, format, value.mean());
        return points.size() == 1
                ? mean + " | "
                : mean + " ± " + String.format(Locale.ROOT, format, value.halfWidth()) + " | ";
    }
}
