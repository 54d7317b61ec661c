package org.farandole.simulator.figures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.farandole.simulator.figures.Experiment.Point;
import org.farandole.simulator.report.Report;

/** What the simulation of the ring itself costs, over sizes: in CPU time, as others may use the machine. */
public final class Scale {

    private final Experiment experiment;
    private final Consumer<String> lines;
    private final List<Point> points = new ArrayList<>();

    /** @param lines is given each row of the table once it is known */
    Scale(Experiment experiment, Consumer<String> lines) {
        this.experiment = experiment;
        this.lines = lines;
    }

    void run(List<Integer> sizes) {
        lines.accept("| nodes | seconds simulated | events | CPU s | wall s | microseconds CPU an event | peak MiB |\n"
                + "|---|---|---|---|---|---|---|");
        for (int nodes : sizes) {
            for (Point point : experiment.run(nodes, experiment.policy())) {
                Report report = point.report();
                points.add(point);
                lines.accept(String.format(
                        Locale.ROOT,
                        "| %d | %.0f | %d | %.1f | %.1f | %.2f | %d |",
                        nodes,
                        report.seconds(),
                        report.events(),
                        report.cpuSeconds(),
                        report.wallSeconds(),
                        microsAnEvent(report),
                        report.peakMemoryMiB()));
            }
        }
    }

    private static double microsAnEvent(Report report) {
        return report.cpuSeconds() * 1e6 / Math.max(1, report.events());
    }

    List<Point> points() {
        return points;
    }

    /** {@code scale.png}; makes the folder. */
    void charts(Path folder) throws IOException {
        Files.createDirectories(folder);
        SizeChart.write(
                folder.resolve("scale.png"),
                "Cost of a simulated event",
                "microseconds of CPU time",
                false,
                List.of(Series.of("dvms", points, Scale::microsAnEvent)));
    }
}
