package org.farandole.placement.search.choco;

import java.util.Arrays;
import org.chocosolver.solver.ICause;
import org.chocosolver.solver.exception.ContradictionException;
import org.chocosolver.solver.variables.IntVar;
import org.farandole.placement.Measures;

/**
 * The sum of the squares of relative loads; bounded dimension by dimension by spreading what is undecided as evenly as its
 * granularity allows (the least sum of convex functions under one sum is found by marginal gains: Gross 1956).
 */
final class ImbalanceGauge extends Gauge {

    private final long base;
    private final EvenLoads[] dimensions;
    private final int[][] caps;

    /** @param base of nodes that no free VM can be on */
    ImbalanceGauge(Survey survey, long base) {
        super(survey);
        this.base = base;
        dimensions = new EvenLoads[survey.open.length];
        caps = Arrays.stream(survey.part.bound).map(int[]::clone).toArray(int[][]::new);
        for (int dimension = 0; dimension < dimensions.length; dimension++) {
            dimensions[dimension] = new EvenLoads(survey, dimension);
        }
    }

    @Override
    long least() {
        long sum = base;
        for (EvenLoads each : dimensions) {
            long least = each.spread();
            if (least == NEVER) {
                return NEVER;
            }
            sum += least;
        }
        return sum;
    }

    @Override
    boolean filter(long most, ICause cause) throws ContradictionException {
        if (most == NEVER) {
            return false;
        }
        long slack = most - base;
        for (EvenLoads each : dimensions) {
            slack -= each.least();
        }
        for (int dimension = 0; dimension < caps.length; dimension++) {
            for (int node = 0; node < caps[dimension].length; node++) {
                caps[dimension][node] = dimensions[dimension].cap(node, slack);
            }
        }
        boolean decided = false;
        for (int i = 0; i < survey.undecidedCount; i++) {
            decided |= close(survey.undecided[i], cause);
        }
        return decided;
    }

    private boolean close(int vm, ICause cause) throws ContradictionException {
        IntVar host = survey.hosts[vm];
        int last = host.getUB();
        for (int node = host.getLB(); node <= last; node = host.nextValue(node)) {
            for (int dimension = 0; dimension < caps.length; dimension++) {
                int demand = survey.part.demand[dimension][vm];
                if (demand > 0 && survey.sure[dimension][node] + demand > caps[dimension][node]) {
                    host.removeValue(node, cause);
                    break;
                }
            }
        }
        return host.isInstantiated();
    }

    @Override
    int cap(int dimension, int node) {
        return caps[dimension][node];
    }

    /** By how much a load changes the measure. */
    static long square(Subproblem part, int dimension, int node, int load) {
        return Measures.square(load, part.instance.limit[dimension][part.nodes[node]]);
    }
}
