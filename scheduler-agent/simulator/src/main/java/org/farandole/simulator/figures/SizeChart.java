package org.farandole.simulator.figures;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.farandole.simulator.record.WholeFile;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Figures over the number of nodes, as PNG; bars are 95 % confidence intervals. */
final class SizeChart {

    private static final int DPI = 120;
    private static final double LEAST = 0.01;

    private SizeChart() {}

    /** Of a power of two; a logarithmic axis of the library names powers of ten only, and few charts have two of them. */
    private static String nodes(double power) {
        return power == Math.rint(power) ? String.format(Locale.ROOT, "%,d", Math.round(Math.pow(2, power))) : "";
    }

    /** @param logarithmic the figure too; the nodes always are */
    static void write(Path file, String title, String figure, boolean logarithmic, List<Series> series)
            throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(900)
                .height(600)
                .title(title)
                .xAxisTitle("nodes")
                .yAxisTitle(figure)
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
        chart.setCustomXAxisTickLabelsFormatter(SizeChart::nodes);
        chart.getStyler().setYAxisLogarithmic(logarithmic);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        if (!logarithmic) {
            chart.getStyler().setYAxisMin(0.0);
        }
        for (Series line : series) {
            List<Double> means = line.values().stream()
                    .map(value -> logarithmic ? Math.max(LEAST, value.mean()) : value.mean())
                    .toList();
            // a bar below zero has no place on a logarithmic axis
            List<Double> widths = line.values().stream()
                    .map(value -> logarithmic ? Math.min(value.halfWidth(), value.mean() * 0.9) : value.halfWidth())
                    .toList();
            List<Double> powers = line.nodes().stream()
                    .map(nodes -> Math.log(nodes) / Math.log(2))
                    .toList();
            chart.addSeries(line.name(), powers, means, widths).setMarker(SeriesMarkers.CIRCLE);
        }
        WholeFile.write(file, begun -> BitmapEncoder.saveBitmapWithDPI(chart, begun.toString(), BitmapFormat.PNG, DPI));
    }
}
