package org.farandole.placement.search.choco;

/**
 * A lower bound on the price of taking enough VMs off a node: the knapsack cover of each dimension by itself, once with VMs in
 * parts, and once as the cheapest of as many VMs as it takes of the largest.
 */
final class CoverBound {

    /** No set of the VMs is enough. */
    static final long NEVER = Long.MAX_VALUE / 4;

    private final int[][] demand;
    private final int[] items;
    private final int[] byWorth;
    private final long[] price;
    private int count;

    /** @param demand by dimension and VM, @param price of taking each VM off; read at each call */
    CoverBound(int[][] demand, long[] price) {
        this.demand = demand;
        this.price = price;
        items = new int[price.length];
        byWorth = new int[price.length];
    }

    void clear() {
        count = 0;
    }

    void add(int vm) {
        items[count++] = vm;
    }

    int count() {
        return count;
    }

    int item(int index) {
        return items[index];
    }

    /**
     * @param surplus by dimension, what has to go at least; may be negative
     * @param without a VM that stays, or -1
     */
    long least(int[] surplus, int without) {
        long least = 0;
        for (int dimension = 0; dimension < surplus.length; dimension++) {
            if (surplus[dimension] > 0) {
                least = Math.max(least, least(demand[dimension], surplus[dimension], without));
            }
        }
        return least;
    }

    private long least(int[] sizes, int surplus, int without) {
        int n = sortByWorth(sizes, without);
        long sum = 0;
        int left = surplus;
        for (int i = 0; i < n && left > 0; i++) {
            int size = sizes[byWorth[i]];
            if (size == 0) {
                break;
            }
            sum += size <= left ? price[byWorth[i]] : ceil(price[byWorth[i]], left, size);
            left -= size;
        }
        return left > 0 ? NEVER : Math.max(sum, cheapest(n, fewest(n, sizes, surplus)));
    }

    private static long ceil(long price, int part, int size) {
        return price < Long.MAX_VALUE / Integer.MAX_VALUE
                ? (price * part + size - 1) / size
                : (long) ((double) price * part / size) - 1;
    }

    /** By rising price for a unit of size. */
    private int sortByWorth(int[] sizes, int without) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            if (items[i] != without) {
                int vm = items[i];
                int at = n++;
                while (at > 0 && isWorthMore(vm, byWorth[at - 1], sizes)) {
                    byWorth[at] = byWorth[at - 1];
                    at--;
                }
                byWorth[at] = vm;
            }
        }
        return n;
    }

    private boolean isWorthMore(int one, int other, int[] sizes) {
        return (double) price[one] * sizes[other] < (double) price[other] * sizes[one];
    }

    /** How many of the largest it takes. */
    private int fewest(int n, int[] sizes, int surplus) {
        int left = surplus;
        int taken = 0;
        int below = Integer.MAX_VALUE;
        while (left > 0) {
            int next = 0;
            int alike = 0;
            for (int i = 0; i < n; i++) {
                int size = sizes[byWorth[i]];
                if (size < below && size > next) {
                    next = size;
                    alike = 1;
                } else if (size == next) {
                    alike++;
                }
            }
            int needed = Math.min(alike, (left + next - 1) / next);
            taken += needed;
            left -= needed * next;
            below = next;
        }
        return taken;
    }

    /** The sum of the lowest prices. */
    private long cheapest(int n, int number) {
        long sum = 0;
        long below = -1;
        int left = number;
        while (left > 0) {
            long next = Long.MAX_VALUE;
            int alike = 0;
            for (int i = 0; i < n; i++) {
                long one = price[byWorth[i]];
                if (one > below && one < next) {
                    next = one;
                    alike = 1;
                } else if (one == next) {
                    alike++;
                }
            }
            int taken = Math.min(left, alike);
            sum += taken * next;
            left -= taken;
            below = next;
        }
        return sum;
    }
}
