package org.farandole.placement.search;

import java.util.Arrays;

/**
 * The cheapest set of VMs whose leaving brings a node within its bounds: a lower bound on what any plan pays there, and, where
 * each VM costs one move, the field's own (the sum over overloaded nodes of the fewest VMs that must leave). Exact for nodes of
 * usual size, a relaxation for crowded ones.
 */
final class Shedding {

    /** No set of VMs that may move is enough. */
    static final long IMPOSSIBLE = Long.MAX_VALUE / 8;

    private static final int NONE = -1;
    private static final int MOST_EXACT = 20;
    private static final int MOST_STEPS = 3_000;

    private final Arrangement at;
    private final Instance instance;
    private final int dimensions;
    private final int[] excess;
    private int[] candidates = new int[32];
    private long[] helps = new long[32];
    private int[][] suffix = new int[0][0];
    /** The lowest price of the candidates from there on. */
    private long[] cheapest = new long[0];

    private int count;
    private long best;
    private int steps;

    Shedding(Arrangement at) {
        this.at = at;
        instance = at.instance;
        dimensions = instance.dimensions.length;
        excess = new int[dimensions];
    }

    /** @param free whether a VM may still leave the node that it is on */
    long of(int node, VmFilter free) {
        return price(node, free, -1);
    }

    /** As if a VM had left already. */
    long without(int node, VmFilter free, int gone) {
        return price(node, free, gone);
    }

    @FunctionalInterface
    interface VmFilter {
        boolean test(int vm);
    }

    private long price(int node, VmFilter free, int gone) {
        for (int dimension = 0; dimension < dimensions; dimension++) {
            excess[dimension] = at.load[dimension][node] - at.bound[dimension][node];
            if (gone >= 0) {
                excess[dimension] -= instance.demand[dimension][gone];
            }
        }
        long certain = mustLeave(node, free, gone);
        if (certain >= IMPOSSIBLE || !anyExcess()) {
            return certain;
        }
        int only = instance.prices.uniform() ? onlyExcess() : NONE;
        if (only != NONE) {
            return certain + largestFirst(node, free, gone, only);
        }
        collect(node, free, gone);
        if (!enough()) {
            return IMPOSSIBLE;
        }
        return certain + (count <= MOST_EXACT ? exact() : relaxed());
    }

    private long mustLeave(int node, VmFilter free, int gone) {
        long certain = 0;
        if (!instance.nodesToLeave.get(node)) {
            return certain;
        }
        for (int vm = at.firstOn(node); vm >= 0; vm = at.nextOf(vm)) {
            if (instance.mustMove[vm] && vm != gone && instance.host[vm] == node) {
                if (!free.test(vm)) {
                    return IMPOSSIBLE;
                }
                certain += instance.prices.least(vm);
                for (int dimension = 0; dimension < dimensions; dimension++) {
                    excess[dimension] -= instance.demand[dimension][vm];
                }
            }
        }
        return certain;
    }

    private int onlyExcess() {
        int only = NONE;
        for (int dimension = 0; dimension < dimensions; dimension++) {
            if (excess[dimension] > 0) {
                if (only != NONE) {
                    return NONE;
                }
                only = dimension;
            }
        }
        return only;
    }

    /** Where all moves cost the same and one dimension counts, the largest first are the fewest. */
    private long largestFirst(int node, VmFilter free, int gone, int dimension) {
        int[] demands = instance.demand[dimension];
        long left = excess[dimension];
        int below = Integer.MAX_VALUE;
        long moves = 0;
        while (left > 0) {
            int largest = 0;
            int alike = 0;
            for (int vm = at.firstOn(node); vm >= 0; vm = at.nextOf(vm)) {
                int demand = demands[vm];
                if (demand >= largest
                        && demand < below
                        && demand > 0
                        && vm != gone
                        && !instance.mustMove[vm]
                        && free.test(vm)) {
                    alike = demand == largest ? alike + 1 : 1;
                    largest = demand;
                }
            }
            if (largest == 0) {
                return IMPOSSIBLE;
            }
            long taken = Math.min(alike, (left + largest - 1) / largest);
            moves += taken;
            left -= taken * largest;
            below = largest;
        }
        return moves * instance.prices.cheapest();
    }

    private boolean anyExcess() {
        for (int each : excess) {
            if (each > 0) {
                return true;
            }
        }
        return false;
    }

    private void collect(int node, VmFilter free, int gone) {
        count = 0;
        for (int vm = at.firstOn(node); vm >= 0; vm = at.nextOf(vm)) {
            if (vm != gone && !instance.mustMove[vm] && helps(vm) && free.test(vm)) {
                if (count == candidates.length) {
                    candidates = Arrays.copyOf(candidates, 2 * count);
                    helps = Arrays.copyOf(helps, 2 * count);
                }
                helps[count] = help(vm);
                candidates[count++] = vm;
            }
        }
        sortByHelp();
    }

    private boolean helps(int vm) {
        for (int dimension = 0; dimension < dimensions; dimension++) {
            if (excess[dimension] > 0 && instance.demand[dimension][vm] > 0) {
                return true;
            }
        }
        return false;
    }

    /** How much of what is in excess the VM takes along. */
    private long help(int vm) {
        long help = 0;
        for (int dimension = 0; dimension < dimensions; dimension++) {
            if (excess[dimension] > 0) {
                help += Math.min(excess[dimension], instance.demand[dimension][vm]) * 1_000L / excess[dimension];
            }
        }
        return help;
    }

    /** Insertion: a node has ten or twenty VMs. */
    private void sortByHelp() {
        for (int i = 1; i < count; i++) {
            int vm = candidates[i];
            long help = helps[i];
            int j = i - 1;
            while (j >= 0 && helps[j] < help) {
                candidates[j + 1] = candidates[j];
                helps[j + 1] = helps[j];
                j--;
            }
            candidates[j + 1] = vm;
            helps[j + 1] = help;
        }
    }

    private boolean enough() {
        if (suffix.length < count + 1) {
            suffix = new int[count + 16][dimensions];
            cheapest = new long[count + 16];
        }
        cheapest[count] = IMPOSSIBLE;
        Arrays.fill(suffix[count], 0);
        for (int i = count - 1; i >= 0; i--) {
            for (int dimension = 0; dimension < dimensions; dimension++) {
                suffix[i][dimension] = suffix[i + 1][dimension] + instance.demand[dimension][candidates[i]];
            }
            cheapest[i] = Math.min(cheapest[i + 1], instance.prices.least(candidates[i]));
        }
        for (int dimension = 0; dimension < dimensions; dimension++) {
            if (excess[dimension] > suffix[0][dimension]) {
                return false;
            }
        }
        return true;
    }

    private long exact() {
        best = IMPOSSIBLE;
        steps = 0;
        int[] left = excess.clone();
        cover(0, 0, left);
        return steps > MOST_STEPS ? relaxed() : best;
    }

    private void cover(int from, long price, int[] left) {
        if (++steps > MOST_STEPS) {
            return;
        }
        boolean covered = true;
        for (int dimension = 0; dimension < dimensions; dimension++) {
            if (left[dimension] > suffix[from][dimension]) {
                return;
            }
            covered &= left[dimension] <= 0;
        }
        if (covered) {
            best = Math.min(best, price);
            return;
        }
        if (price + cheapest[from] >= best) {
            return;
        }
        int vm = candidates[from];
        add(left, vm, -1);
        cover(from + 1, price + instance.prices.least(vm), left);
        add(left, vm, 1);
        cover(from + 1, price, left);
    }

    private void add(int[] left, int vm, int sign) {
        for (int dimension = 0; dimension < dimensions; dimension++) {
            left[dimension] += sign * instance.demand[dimension][vm];
        }
    }

    /** The dimension that needs the most VMs, largest first, each at the lowest price of all. */
    private long relaxed() {
        int most = 1;
        for (int dimension = 0; dimension < dimensions; dimension++) {
            int[] demands = new int[count];
            for (int i = 0; i < count; i++) {
                demands[i] = instance.demand[dimension][candidates[i]];
            }
            Arrays.sort(demands);
            int left = excess[dimension];
            int needed = 0;
            for (int i = count - 1; i >= 0 && left > 0; i--) {
                left -= demands[i];
                needed++;
            }
            most = Math.max(most, needed);
        }
        long[] prices = new long[count];
        for (int i = 0; i < count; i++) {
            prices[i] = instance.prices.least(candidates[i]);
        }
        Arrays.sort(prices);
        long sum = 0;
        for (int i = 0; i < most; i++) {
            sum += prices[i];
        }
        return sum;
    }
}
