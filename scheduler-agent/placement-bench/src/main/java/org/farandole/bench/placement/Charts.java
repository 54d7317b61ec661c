package org.farandole.bench.placement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts of a comparison, as PNG: medians over the instances of a size that both planners solved. */
final class Charts {

    private static final double LEAST_MILLIS = 0.01;

    private final List<Duel> duels;

    Charts(List<Row> rows) {
        this.duels = Duel.of(rows);
    }

    /** Writes a chart of times for each class and one of all, and one of moves; makes the folder. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        save(times("all classes", duel -> true), folder.resolve("placement-time.png"));
        for (String instance : classes()) {
            save(
                    times(instance, duel -> duel.ours().instance().equals(instance)),
                    folder.resolve("placement-time-" + instance + ".png"));
        }
        save(moves(), folder.resolve("placement-moves.png"));
    }

    private List<String> classes() {
        return duels.stream().map(duel -> duel.ours().instance()).distinct().toList();
    }

    private static void save(XYChart chart, Path file) throws IOException {
        if (!chart.getSeriesMap().isEmpty()) {
            BitmapEncoder.saveBitmapWithDPI(chart, file.toString(), BitmapFormat.PNG, 120);
        }
    }

    private XYChart times(String title, Predicate<Duel> which) {
        XYChart chart = chart("Time to plan: " + title, "milliseconds", true);
        add(chart, "Farandole, first plan", which, duel -> duel.ours().firstPlanMillis());
        add(chart, "Farandole, best plan", which, duel -> duel.ours().bestPlanMillis());
        add(chart, "BtrPlace, first plan", which, duel -> duel.theirs().firstPlanMillis());
        add(chart, "BtrPlace, best plan", which, duel -> duel.theirs().bestPlanMillis());
        return chart;
    }

    private XYChart moves() {
        XYChart chart = chart("Moves above the lower bound, all classes but consolidation", "percent", false);
        Predicate<Duel> bounded =
                duel -> duel.ours().lowerBound() > 0 && !duel.ours().instance().equals("consolidation");
        add(chart, "Farandole", bounded, duel -> above(duel.ours()));
        add(chart, "BtrPlace", bounded, duel -> above(duel.theirs()));
        return chart;
    }

    private static double above(Row row) {
        return 100.0 * (row.moves() - row.lowerBound()) / row.lowerBound();
    }

    private static XYChart chart(String title, String figure, boolean logarithmic) {
        XYChart chart = new XYChartBuilder()
                .width(900)
                .height(600)
                .title(title)
                .xAxisTitle("nodes")
                .yAxisTitle(figure)
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.InsideNW);
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisLogarithmic(logarithmic);
        chart.getStyler().setChartBackgroundColor(java.awt.Color.WHITE);
        return chart;
    }

    private void add(XYChart chart, String name, Predicate<Duel> which, ToDoubleFunction<Duel> figure) {
        TreeMap<Integer, List<Double>> bySize = new TreeMap<>();
        boolean logarithmic = chart.getStyler().isYAxisLogarithmic();
        duels.stream()
                .filter(which)
                .forEach(duel -> bySize.computeIfAbsent(duel.ours().nodes(), key -> new ArrayList<>())
                        .add(
                                logarithmic
                                        ? Math.max(LEAST_MILLIS, figure.applyAsDouble(duel))
                                        : figure.applyAsDouble(duel)));
        if (!bySize.isEmpty()) {
            List<Double> medians = bySize.values().stream()
                    .map(list -> Spread.of(list).median())
                    .toList();
            chart.addSeries(name, List.copyOf(bySize.keySet()), medians).setMarker(SeriesMarkers.CIRCLE);
        }
    }
}
