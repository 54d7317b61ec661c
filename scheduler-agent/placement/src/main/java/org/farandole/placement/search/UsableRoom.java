package org.farandole.placement.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How much of what a node may hold in a dimension VMs can really take: all loads are multiples of the greatest common divisor of
 * the demands, and what fits in the other dimensions bounds it too (a fractional knapsack, Dantzig 1957).
 */
final class UsableRoom {

    /** Beyond so many VMs there is nearly always one that fits, and sorting them takes long. */
    private static final int MOST_VMS = 2_000;

    private final int[][] demand;
    private final int[][] allowance;
    private final int[] grain;

    UsableRoom(int[][] demand, int[][] allowance) {
        this.demand = demand;
        this.allowance = allowance;
        grain = Arrays.stream(demand).mapToInt(UsableRoom::divisor).toArray();
    }

    /** By dimension. */
    int[] grain() {
        return grain;
    }

    /** By dimension and node: no arrangement has more there. */
    int[][] bounds() {
        int[][] bounds = new int[allowance.length][];
        for (int dimension = 0; dimension < bounds.length; dimension++) {
            int size = grain[dimension];
            bounds[dimension] = Arrays.stream(allowance[dimension])
                    .map(most -> most / size * size)
                    .toArray();
        }
        if (demand.length > 1 && demand[0].length <= MOST_VMS) {
            for (int dimension = 0; dimension < bounds.length; dimension++) {
                for (int other = 0; other < bounds.length; other++) {
                    if (other != dimension) {
                        lower(bounds[dimension], dimension, other);
                    }
                }
            }
        }
        return bounds;
    }

    private void lower(int[] bounds, int dimension, int other) {
        int[] vms = IntStream.range(0, demand[other].length)
                .boxed()
                .sorted(Comparator.comparingDouble(vm -> dearness(dimension, other, vm)))
                .mapToInt(vm -> vm)
                .toArray();
        long[] taken = new long[vms.length + 1];
        long[] given = new long[vms.length + 1];
        for (int i = 0; i < vms.length; i++) {
            taken[i + 1] = taken[i] + demand[other][vms[i]];
            given[i + 1] = given[i] + demand[dimension][vms[i]];
        }
        for (int node = 0; node < bounds.length; node++) {
            long most = most(allowance[other][node], taken, given);
            bounds[node] = (int) Math.min(bounds[node], most / grain[dimension] * grain[dimension]);
        }
    }

    /** What the VM takes of the other dimension for what it gives; what gives nothing comes last. */
    private double dearness(int dimension, int other, int vm) {
        return demand[dimension][vm] == 0
                ? Double.POSITIVE_INFINITY
                : demand[other][vm] / (double) demand[dimension][vm];
    }

    /** All that fit whole, in the order of what they give for what they take, and a part of the next. */
    private static long most(int room, long[] taken, long[] given) {
        int whole = Arrays.binarySearch(taken, room);
        int fit = whole >= 0 ? whole : -whole - 2;
        while (fit + 1 < taken.length && taken[fit + 1] <= room) {
            fit++;
        }
        if (fit + 1 == taken.length) {
            return given[fit];
        }
        long part = (room - taken[fit]) * (given[fit + 1] - given[fit]) / (taken[fit + 1] - taken[fit]);
        return given[fit] + part;
    }

    private static int divisor(int[] amounts) {
        int divisor = 0;
        for (int each : amounts) {
            int larger = Math.max(divisor, each);
            int smaller = Math.min(divisor, each);
            while (smaller > 0) {
                int rest = larger % smaller;
                larger = smaller;
                smaller = rest;
            }
            divisor = larger;
        }
        return Math.max(1, divisor);
    }
}
