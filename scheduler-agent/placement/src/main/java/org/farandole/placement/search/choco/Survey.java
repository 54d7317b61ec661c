package org.farandole.placement.search.choco;

import org.chocosolver.solver.variables.IntVar;

/** Which VMs are decided at this point of the search, and what loads they make. */
final class Survey {

    final Subproblem part;
    final IntVar[] hosts;
    /** By dimension and node: of fixed VMs and decided ones. */
    final int[][] sure;
    /** By dimension: of all undecided VMs. */
    final long[] open;
    /** By node: fixed VMs and decided ones. */
    final int[] count;
    /** The first {@link #undecidedCount} are undecided VMs. */
    final int[] undecided;

    int undecidedCount;

    Survey(Subproblem part, IntVar[] hosts) {
        this.part = part;
        this.hosts = hosts;
        sure = new int[part.dimensions()][part.nodeCount()];
        open = new long[part.dimensions()];
        count = new int[part.nodeCount()];
        undecided = new int[hosts.length];
    }

    void take() {
        undecidedCount = 0;
        System.arraycopy(part.fixedCount, 0, count, 0, count.length);
        for (int dimension = 0; dimension < sure.length; dimension++) {
            System.arraycopy(part.fixed[dimension], 0, sure[dimension], 0, count.length);
            open[dimension] = 0;
        }
        for (int vm = 0; vm < hosts.length; vm++) {
            if (hosts[vm].isInstantiated()) {
                int node = hosts[vm].getValue();
                count[node]++;
                for (int dimension = 0; dimension < sure.length; dimension++) {
                    sure[dimension][node] += part.demand[dimension][vm];
                }
            } else {
                undecided[undecidedCount++] = vm;
                for (int dimension = 0; dimension < sure.length; dimension++) {
                    open[dimension] += part.demand[dimension][vm];
                }
            }
        }
    }

    int room(int dimension, int node) {
        return part.bound[dimension][node] - sure[dimension][node];
    }
}
