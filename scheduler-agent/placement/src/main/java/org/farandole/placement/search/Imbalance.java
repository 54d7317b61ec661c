package org.farandole.placement.search;

import org.farandole.placement.Measures;

/** {@link Measures#imbalance}, and what a move makes of it. */
final class Imbalance {

    private final Instance instance;

    Imbalance(Instance instance) {
        this.instance = instance;
    }

    long of(int[] hosts) {
        return Measures.imbalance(instance, instance.loads(hosts));
    }

    long square(int dimension, int node, int load) {
        return Measures.square(load, instance.limit[dimension][node]);
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
