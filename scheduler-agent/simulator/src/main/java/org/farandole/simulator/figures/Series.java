package org.farandole.simulator.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.farandole.simulator.report.Report;

/** A figure of one policy over sizes, with its interval over the seeds. */
record Series(String name, List<Integer> nodes, List<Interval> values) {

    /** @param points of one policy, in any order */
    static Series of(String name, List<Experiment.Point> points, ToDoubleFunction<Report> figure) {
        TreeMap<Integer, List<Double>> bySize = new TreeMap<>();
        for (Experiment.Point point : points) {
            bySize.computeIfAbsent(point.nodes(), key -> new ArrayList<>()).add(figure.applyAsDouble(point.report()));
        }
        return new Series(
                name,
                List.copyOf(bySize.keySet()),
                bySize.values().stream().map(Interval::of).toList());
    }
}
