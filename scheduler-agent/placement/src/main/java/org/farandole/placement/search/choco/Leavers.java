package org.farandole.placement.search.choco;

import java.util.stream.IntStream;
import org.chocosolver.solver.variables.IntVar;

/**
 * Who had best leave, if all that are undecided stayed: off the node that is furthest above its bound; and if loads are to be
 * even, whoever's move makes them so most.
 */
final class Leavers {

    private static final int NONE = -1;

    private final Survey survey;
    private final Subproblem part;
    private final long[][] price;
    private final boolean even;
    private final int[][] load;
    private final int[][] vmsOf;
    private int vm;
    private int destination;

    Leavers(Survey survey, UnaryPrices unary, boolean even) {
        this.survey = survey;
        this.even = even;
        part = survey.part;
        price = unary.of;
        load = new int[part.dimensions()][part.nodeCount()];
        vmsOf = IntStream.range(0, part.nodeCount())
                .mapToObj(node -> IntStream.range(0, part.vmCount())
                        .filter(each -> part.home[each] == node)
                        .toArray())
                .toArray(int[][]::new);
    }

    boolean found() {
        return vm >= 0;
    }

    int vm() {
        return vm;
    }

    /** Where to; -1 if that is open. */
    int destination() {
        return destination;
    }

    void take() {
        vm = NONE;
        destination = NONE;
        imagineAllStay();
        relieve();
        if (vm < 0 && even) {
            balance();
        }
    }

    private void imagineAllStay() {
        for (int dimension = 0; dimension < load.length; dimension++) {
            System.arraycopy(survey.sure[dimension], 0, load[dimension], 0, load[dimension].length);
        }
        for (int i = 0; i < survey.undecidedCount; i++) {
            int each = survey.undecided[i];
            if (stays(each)) {
                for (int dimension = 0; dimension < load.length; dimension++) {
                    load[dimension][part.home[each]] += part.demand[dimension][each];
                }
            }
        }
    }

    private boolean stays(int each) {
        IntVar host = survey.hosts[each];
        return !host.isInstantiated() && host.contains(part.home[each]);
    }

    private void relieve() {
        double worst = 0;
        int node = NONE;
        int dimension = NONE;
        for (int d = 0; d < load.length; d++) {
            for (int n = 0; n < load[d].length; n++) {
                double above = (double) (load[d][n] - part.bound[d][n]) / Math.max(1, part.bound[d][n]);
                if (above > worst) {
                    worst = above;
                    node = n;
                    dimension = d;
                }
            }
        }
        if (node >= 0) {
            vm = mostFor(node, dimension, load[dimension][node] - part.bound[dimension][node]);
        }
    }

    /** The VM that takes off most of the surplus for its price; of equal ones the smallest. */
    private int mostFor(int node, int dimension, int surplus) {
        int best = NONE;
        double bestWorth = 0;
        for (int each : vmsOf[node]) {
            int demand = part.demand[dimension][each];
            if (stays(each) && demand > 0) {
                double worth = Math.min(demand, surplus) / Math.max(1.0, priceAway(each));
                boolean smaller = best >= 0 && worth == bestWorth && demand < part.demand[dimension][best];
                if (best < 0 || worth > bestWorth || smaller) {
                    best = each;
                    bestWorth = worth;
                }
            }
        }
        return best;
    }

    private double priceAway(int each) {
        IntVar host = survey.hosts[each];
        double least = Double.MAX_VALUE;
        int last = host.getUB();
        for (int node = host.getLB(); node <= last; node = host.nextValue(node)) {
            if (node != part.home[each]) {
                least = Math.min(least, price[each][node]);
            }
        }
        return least;
    }

    double priceOfEmptying(int node) {
        double sum = 0;
        for (int each : vmsOf[node]) {
            sum += stays(each) ? priceAway(each) : 0;
        }
        return sum;
    }

    private void balance() {
        long most = 0;
        for (int i = 0; i < survey.undecidedCount; i++) {
            int each = survey.undecided[i];
            boolean stays = stays(each);
            long left = stays ? gain(each, part.home[each], -1) : 0;
            IntVar host = survey.hosts[each];
            int last = host.getUB();
            for (int node = host.getLB(); node <= last; node = host.nextValue(node)) {
                if (node != part.home[each] && fits(each, node)) {
                    long gained = stays ? left + gain(each, node, 1) : Long.MAX_VALUE + gain(each, node, 1);
                    if (gained > most) {
                        most = gained;
                        vm = each;
                        destination = node;
                    }
                }
            }
        }
    }

    private boolean fits(int each, int node) {
        for (int dimension = 0; dimension < load.length; dimension++) {
            if (load[dimension][node] + part.demand[dimension][each] > part.bound[dimension][node]) {
                return false;
            }
        }
        return true;
    }

    /** By how much the measure falls if the VM's demand comes to a node, or goes. */
    private long gain(int each, int node, int sign) {
        long gained = 0;
        for (int dimension = 0; dimension < load.length; dimension++) {
            int before = load[dimension][node];
            int after = before + sign * part.demand[dimension][each];
            gained += ImbalanceGauge.square(part, dimension, node, before)
                    - ImbalanceGauge.square(part, dimension, node, after);
        }
        return gained;
    }
}
