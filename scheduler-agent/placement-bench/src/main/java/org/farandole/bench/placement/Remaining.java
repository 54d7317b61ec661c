package org.farandole.bench.placement;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How far a run is, and how long it still takes, by what cases of the same size took. */
final class Remaining {

    private final List<Case> cases;
    private final Map<Integer, long[]> nanosAndNumber = new HashMap<>();
    private int done;

    Remaining(List<Case> cases) {
        this.cases = cases;
    }

    void sayTo(PrintStream progress, Case now) {
        progress.printf(Locale.ROOT, "%d of %d, %s; %s%n", done + 1, cases.size(), now, left());
    }

    void done(Case which, long nanos) {
        long[] sum = nanosAndNumber.computeIfAbsent(which.nodes(), key -> new long[2]);
        sum[0] += nanos;
        sum[1]++;
        done++;
    }

    private String left() {
        double seconds = 0;
        double latest = 0;
        boolean atLeast = false;
        for (Case which : cases) {
            long[] sum = nanosAndNumber.get(which.nodes());
            latest = sum == null ? latest : sum[0] / 1e9 / sum[1];
            atLeast |= sum == null;
        }
        for (Case which : cases.subList(done, cases.size())) {
            long[] sum = nanosAndNumber.get(which.nodes());
            seconds += sum == null ? latest : sum[0] / 1e9 / sum[1];
        }
        long whole = Math.round(seconds);
        return (atLeast ? "at least " : "about ") + whole / 60 + " min " + whole % 60 + " s left";
    }
}
