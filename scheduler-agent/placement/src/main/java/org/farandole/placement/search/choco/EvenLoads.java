package org.farandole.placement.search.choco;

import org.farandole.placement.Measures;

/** The evenest loads in one dimension, if what is undecided could be cut at its granularity. */
final class EvenLoads {

    private static final double BILLION = 1e9;
    /** Below this second difference, rounding may spoil convexity. */
    private static final double CONVEX_FROM = 4;

    private final Survey survey;
    private final int dimension;
    private final int[] limit;
    private final int[] bound;
    private final int[] sure;
    private final int step;
    /** What rounding may hide. */
    private final long loss;

    private final int[] load;
    private long least;

    EvenLoads(Survey survey, int dimension) {
        this.survey = survey;
        this.dimension = dimension;
        Subproblem part = survey.part;
        bound = part.bound[dimension];
        sure = survey.sure[dimension];
        limit = new int[part.nodeCount()];
        int largest = 1;
        for (int node = 0; node < limit.length; node++) {
            limit[node] = Math.max(1, part.instance.limit[dimension][part.nodes[node]]);
            largest = Math.max(largest, limit[node]);
        }
        step = granularity(part.demand[dimension]);
        double bend = 2 * BILLION * step / largest * step / largest;
        loss = bend >= CONVEX_FROM ? 0 : 2L * limit.length;
        load = new int[limit.length];
    }

    private static int granularity(int[] demands) {
        int common = 0;
        for (int demand : demands) {
            int other = demand;
            while (other != 0) {
                int rest = common % other;
                common = other;
                other = rest;
            }
        }
        return Math.max(1, common);
    }

    /** The sum of the squares; {@link Gauge#NEVER} if there is no room. */
    long spread() {
        System.arraycopy(sure, 0, load, 0, load.length);
        long steps = survey.open[dimension] / step;
        if (steps > 0) {
            steps -= fillToLevel();
            if (!settle(steps)) {
                return Gauge.NEVER;
            }
            exchange();
        }
        least = steps == 0 && survey.open[dimension] == 0 ? 0 : -loss;
        for (int node = 0; node < load.length; node++) {
            least += square(node, load[node]);
        }
        return least;
    }

    long least() {
        return least;
    }

    private long square(int node, int at) {
        return Measures.square(at, limit[node]);
    }

    /** Without granularity and bounds, each load is as the square of its limit, or what is sure where that is more. */
    private long fillToLevel() {
        double level = level();
        long filled = 0;
        for (int node = 0; node < load.length; node++) {
            double even = level * limit[node] * limit[node];
            long more = (long) Math.floor((Math.min(even, bound[node]) - sure[node]) / step);
            if (more > 0) {
                load[node] += (int) more * step;
                filled += more;
            }
        }
        return filled;
    }

    private double level() {
        double level = Double.MAX_VALUE;
        boolean again = true;
        while (again) {
            double loads = survey.open[dimension];
            double squares = 0;
            for (int node = 0; node < load.length; node++) {
                double square = (double) limit[node] * limit[node];
                if (sure[node] <= level * square) {
                    loads += sure[node];
                    squares += square;
                }
            }
            double next = loads / squares;
            again = next < level * (1 - 1e-12);
            level = next;
        }
        return level;
    }

    /** Adds so many steps where they cost least, or takes them where they save most. */
    private boolean settle(long steps) {
        for (long i = 0; i < steps; i++) {
            int up = cheapestUp();
            if (up < 0) {
                return false;
            }
            load[up] += step;
        }
        for (long i = steps; i < 0; i++) {
            load[dearestDown()] -= step;
        }
        return true;
    }

    private void exchange() {
        while (true) {
            int up = cheapestUp();
            int down = dearestDown();
            if (up < 0 || down < 0 || up == down || priceUp(up) >= priceDown(down)) {
                return;
            }
            load[up] += step;
            load[down] -= step;
        }
    }

    private long priceUp(int node) {
        return square(node, load[node] + step) - square(node, load[node]);
    }

    private long priceDown(int node) {
        return square(node, load[node]) - square(node, load[node] - step);
    }

    private int cheapestUp() {
        int best = -1;
        long least = Long.MAX_VALUE;
        for (int node = 0; node < load.length; node++) {
            if (load[node] + step <= bound[node] && priceUp(node) < least) {
                least = priceUp(node);
                best = node;
            }
        }
        return best;
    }

    private int dearestDown() {
        int best = -1;
        long most = -1;
        for (int node = 0; node < load.length; node++) {
            if (load[node] - step >= sure[node] && priceDown(node) > most) {
                most = priceDown(node);
                best = node;
            }
        }
        return best;
    }

    /** The highest load of a node with which the sum is no more than that above the least. */
    int cap(int node, long slack) {
        int down = dearestDown();
        long saved = down < 0 ? 0 : priceDown(down);
        int low = 0;
        int high = (bound[node] - load[node]) / step;
        while (low < high) {
            int middle = low + (high - low + 1) / 2;
            long more = square(node, load[node] + middle * step) - square(node, load[node]) - middle * saved;
            if (more - 2 * loss <= slack) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return load[node] + Math.max(0, low) * step;
    }
}
