package org.farandole.simulator.figures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.farandole.simulator.record.RunRecord;
import org.farandole.simulator.record.WholeFile;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts of runs that differ in their seed: means, with 95 % confidence intervals over the seeds. */
final class RunCharts {

    private static final int POINTS = 60;
    private static final int LARGEST = 16;
    private static final int DPI = 120;

    private RunCharts() {}

    static void write(Path folder, List<RunRecord> runs, double seconds) throws IOException {
        Files.createDirectories(folder);
        write(overloaded(runs, seconds), folder.resolve("overloaded.png"));
        write(partitions(runs), folder.resolve("partitions.png"));
    }

    private static void write(Chart<?, ?> chart, Path file) throws IOException {
        WholeFile.write(file, begun -> BitmapEncoder.saveBitmapWithDPI(chart, begun.toString(), BitmapFormat.PNG, DPI));
    }

    private static XYChart overloaded(List<RunRecord> runs, double seconds) {
        List<Double> times = new ArrayList<>();
        List<Double> means = new ArrayList<>();
        List<Double> widths = new ArrayList<>();
        double step = seconds / POINTS;
        for (int point = 0; point < POINTS; point++) {
            double from = point * step;
            Interval nodes = Interval.of(runs.stream()
                    .map(run -> overloadedNodes(run, from, from + step))
                    .toList());
            times.add(from + step / 2);
            means.add(nodes.mean());
            widths.add(nodes.halfWidth());
        }
        XYChart chart = new XYChartBuilder()
                .width(900)
                .height(500)
                .title("Overloaded nodes over time")
                .xAxisTitle("seconds")
                .yAxisTitle("nodes, mean of " + step + " s")
                .build();
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setChartBackgroundColor(java.awt.Color.WHITE);
        chart.addSeries("overloaded", times, means, widths).setMarker(SeriesMarkers.NONE);
        return chart;
    }

    /** On average between the two times. */
    private static double overloadedNodes(RunRecord run, double from, double to) {
        double sum = 0;
        for (RunRecord.Violation violation : run.violations()) {
            double begin = Math.max(from, violation.began());
            double end = Math.min(to, violation.began() + violation.seconds());
            sum += Math.max(0, end - begin);
        }
        return sum / (to - from);
    }

    private static CategoryChart partitions(List<RunRecord> runs) {
        List<String> sizes = new ArrayList<>();
        List<Double> means = new ArrayList<>();
        List<Double> widths = new ArrayList<>();
        for (int size = 1; size <= LARGEST; size++) {
            int members = size;
            Interval share = Interval.of(
                    runs.stream().map(run -> percentOfSize(run, members)).toList());
            sizes.add(size == LARGEST ? size + "+" : String.valueOf(size));
            means.add(share.mean());
            widths.add(share.halfWidth());
        }
        CategoryChart chart = new CategoryChartBuilder()
                .width(900)
                .height(500)
                .title("Solved ISPs by the nodes in their partition")
                .xAxisTitle("nodes")
                .yAxisTitle("percent of all")
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setChartBackgroundColor(java.awt.Color.WHITE);
        chart.addSeries("partitions", sizes, means, widths);
        return chart;
    }

    private static double percentOfSize(RunRecord run, int size) {
        List<RunRecord.Isp> solved = run.isps().stream()
                .filter(isp -> isp.outcome().equals("solved"))
                .toList();
        long such = solved.stream()
                .filter(isp -> Math.min(LARGEST, isp.members()) == size)
                .count();
        return solved.isEmpty() ? 0 : 100.0 * such / solved.size();
    }
}
