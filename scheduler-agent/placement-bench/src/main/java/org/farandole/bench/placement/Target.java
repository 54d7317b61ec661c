package org.farandole.bench.placement;

import java.util.List;

/** What all instances come to together. */
final class Target {

    private Target() {}

    static String of(List<Row> rows) {
        List<Duel> duels = Duel.of(rows);
        if (duels.isEmpty()) {
            return "";
        }
        long theirs = rows.stream()
                .filter(row -> row.planner().equals(BtrPlace.NAME) && row.solved())
                .count();
        long more = duels.stream().filter(Duel::moreMoves).count();
        double mean = Spread.geometricMean(duels.stream()
                .filter(duel -> !duel.moreMoves())
                .map(Duel::timesAsFast)
                .toList());
        return "\nBtrPlace solved " + theirs + "; of these Farandole solved " + duels.size() + ", " + more
                + " with more moves. To a plan that is equal or better Farandole was " + Table.number(mean)
                + " times as fast (geometric mean).\n";
    }
}
