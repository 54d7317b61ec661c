package org.farandole.bench.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An instance that both planners solved. */
record Duel(Row ours, Row theirs) {

    /** Of the rows, those of one instance paired. */
    static List<Duel> of(List<Row> rows) {
        Map<String, Row> ours = new HashMap<>();
        for (Row row : rows) {
            if (row.planner().equals(Farandole.NAME) && row.solved()) {
                ours.put(key(row), row);
            }
        }
        List<Duel> duels = new ArrayList<>();
        for (Row row : rows) {
            Row own = ours.get(key(row));
            if (row.planner().equals(BtrPlace.NAME) && row.solved() && own != null) {
                duels.add(new Duel(own, row));
            }
        }
        return duels;
    }

    private static String key(Row row) {
        return row.instance() + " " + row.nodes() + " " + row.seed();
    }

    boolean fewerMoves() {
        return ours.moves() < theirs.moves();
    }

    boolean moreMoves() {
        return ours.moves() > theirs.moves();
    }

    /** BtrPlace's time to its best plan over ours to one that is as good or better; only where ours has no more moves. */
    double timesAsFast() {
        return theirs.bestPlanMillis() / Math.max(0.001, ours.equalPlanMillis());
    }
}
