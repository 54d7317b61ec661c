package org.farandole.placement.search;

import java.util.function.IntPredicate;

/** Where a VM could be at the end if all others that may move were out of its way; never too few nodes. */
final class ShortageOfPlaces {

    private final Instance instance;
    /** By dimension and node: what cannot leave. */
    private final int[][] fixed;
    /** By dimension and node: what has to leave. */
    private final int[][] leaving;

    ShortageOfPlaces(Instance instance) {
        this.instance = instance;
        fixed = sums(vm -> !instance.mayMove[vm]);
        leaving = sums(vm -> instance.mustMove[vm]);
    }

    private int[][] sums(IntPredicate which) {
        int[][] sums = new int[instance.dimensions.length][instance.nodeCount()];
        for (int vm = 0; vm < instance.vmCount(); vm++) {
            if (which.test(vm)) {
                for (int dimension = 0; dimension < sums.length; dimension++) {
                    sums[dimension][instance.host[vm]] += instance.demand[dimension][vm];
                }
            }
        }
        return sums;
    }

    int fixed(int dimension, int node) {
        return fixed[dimension][node];
    }

    /** At most so much is on the node at the end. */
    long most(int dimension, int node) {
        int bound = instance.allowance[dimension][node];
        return instance.open.get(node)
                ? bound
                : Math.min(bound, instance.load[dimension][node] - leaving[dimension][node]);
    }

    boolean mayEnd(int vm, int node) {
        return node == instance.host[vm] ? !instance.mustMove[vm] : instance.mayGo(vm, node) && fits(vm, node);
    }

    boolean mayLeave(int vm) {
        if (instance.mayMove[vm]) {
            for (int node = instance.open.nextSetBit(0); node >= 0; node = instance.open.nextSetBit(node + 1)) {
                if (instance.mayGo(vm, node) && fits(vm, node)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Besides what cannot leave the node. */
    boolean fits(int vm, int node) {
        return tooBig(vm, node) < 0;
    }

    /** A dimension in which the VM does not fit besides what cannot leave; -1 if it fits. */
    int tooBig(int vm, int node) {
        for (int dimension = 0; dimension < fixed.length; dimension++) {
            long demand = instance.demand[dimension][vm];
            if (demand > 0 && fixed[dimension][node] + demand > instance.allowance[dimension][node]) {
                return dimension;
            }
        }
        return -1;
    }
}
