package org.farandole.placement.search;

/** The sum over nodes and dimensions of the squares of relative loads in thousandths; see Measures. */
final class Imbalance {

    private final Instance instance;

    Imbalance(Instance instance) {
        this.instance = instance;
    }

    long of(int[] hosts) {
        int[][] loads = instance.loads(hosts);
        long sum = 0;
        for (int dimension = 0; dimension < loads.length; dimension++) {
            for (int node = 0; node < loads[dimension].length; node++) {
                sum += square(dimension, node, loads[dimension][node]);
            }
        }
        return sum;
    }

    long square(int dimension, int node, int load) {
        long permille = load * 1_000L / Math.max(1, instance.limit[dimension][node]);
        return permille * permille;
    }

    /** By how much less it becomes if the VMs change places; either may be -1 for none. */
    long gain(Arrangement at, int there, int vm, int here, int other) {
        long gain = 0;
        for (int dimension = 0; dimension < at.load.length; dimension++) {
            int leaves = vm < 0 ? 0 : instance.demand[dimension][vm];
            int comes = other < 0 ? 0 : instance.demand[dimension][other];
            int shift = leaves - comes;
            if (shift != 0) {
                int hereLoad = at.load[dimension][here];
                int thereLoad = at.load[dimension][there];
                gain += square(dimension, here, hereLoad)
                        + square(dimension, there, thereLoad)
                        - square(dimension, here, hereLoad - shift)
                        - square(dimension, there, thereLoad + shift);
            }
        }
        return gain;
    }
}
