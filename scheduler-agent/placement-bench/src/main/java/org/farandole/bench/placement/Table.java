package org.farandole.bench.placement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** A table of both planners, a line for each class and size, in Markdown. */
final class Table {

    private Table() {}

    static String of(List<Row> rows) {
        Map<String, List<Row>> groups = new LinkedHashMap<>();
        rows.forEach(row -> groups.computeIfAbsent(row.instance() + " | " + row.nodes(), key -> new ArrayList<>())
                .add(row));
        StringBuilder table = new StringBuilder("""
                | class | nodes | Farandole: solved, impossible, out of time | first plan ms | best plan ms | moves | proved \
                | BtrPlace: solved, impossible, out of time | first plan ms | best plan ms | moves | moves fewer, equal, more \
                | times as fast |
                |---|---:|---|---|---|---|---:|---|---|---|---|---|---:|
                """);
        groups.forEach((name, group) -> table.append(line(name, group)));
        return table.toString();
    }

    private static String line(String name, List<Row> group) {
        List<Row> ours = by(Farandole.NAME, group);
        List<Row> theirs = by(BtrPlace.NAME, group);
        List<Duel> duels = Duel.of(group);
        return "| " + name + " | " + planner(ours) + " | " + proved(ours) + " | " + planner(theirs) + " | "
                + wins(duels) + " | " + faster(duels) + " |\n";
    }

    private static List<Row> by(String planner, List<Row> rows) {
        return rows.stream().filter(row -> row.planner().equals(planner)).toList();
    }

    private static String planner(List<Row> rows) {
        if (rows.isEmpty()) {
            return "– | – | – | –";
        }
        List<Row> answered = rows.stream()
                .filter(row -> row.status() != Planned.Status.TIMEOUT)
                .toList();
        List<Row> solved = rows.stream().filter(Row::solved).toList();
        return count(rows, Planned.Status.SOLVED) + ", " + count(rows, Planned.Status.IMPOSSIBLE) + ", "
                + count(rows, Planned.Status.TIMEOUT) + " | " + spread(answered, Row::firstPlanMillis) + " | "
                + spread(answered, Row::bestPlanMillis) + " | " + spread(solved, Row::moves);
    }

    private static long count(List<Row> rows, Planned.Status status) {
        return rows.stream().filter(row -> row.status() == status).count();
    }

    private static String proved(List<Row> rows) {
        long proved = rows.stream().filter(Row::proved).count();
        return rows.isEmpty() ? "–" : Math.round(100.0 * proved / rows.size()) + " %";
    }

    private static String spread(List<Row> rows, ToDoubleFunction<Row> figure) {
        if (rows.isEmpty()) {
            return "–";
        }
        Spread spread = Spread.of(rows.stream().map(figure::applyAsDouble).toList());
        return number(spread.median()) + " (" + number(spread.lowerQuartile()) + "–" + number(spread.upperQuartile())
                + ")";
    }

    /** Three figures that count, and no dangling zeros. */
    static String number(double value) {
        if (value >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }

    private static String wins(List<Duel> duels) {
        long fewer = duels.stream().filter(Duel::fewerMoves).count();
        long more = duels.stream().filter(Duel::moreMoves).count();
        return duels.isEmpty() ? "–" : fewer + ", " + (duels.size() - fewer - more) + ", " + more;
    }

    private static String faster(List<Duel> duels) {
        double mean = Spread.geometricMean(duels.stream()
                .filter(duel -> !duel.moreMoves())
                .map(Duel::timesAsFast)
                .toList());
        return Double.isNaN(mean) ? "–" : number(mean);
    }
}
