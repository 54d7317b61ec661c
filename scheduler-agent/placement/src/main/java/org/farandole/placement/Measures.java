package org.farandole.placement;

import java.util.Map;
import org.farandole.placement.search.Instance;

/** What goals measure, in whole numbers. */
public final class Measures {

    private static final double PARTS = 1e9;
    private static final double MOST_RELATIVE = 1_000;

    private Measures() {}

    /**
     * How far a problem's loads are from even: the sum of the squares of the relative loads of all nodes in all dimensions, in
     * billionths (see {@link #square}). The least possible sum is the evenest placement. A node without VMs, on or off, adds 0.
     * Demands are those that rules on amounts leave ({@code preserve}), limits likewise ({@code overbook}).
     *
     * @param hosts by a VM's name, the name of the node that it is on; of those that are not named, where the problem has them
     * @throws IllegalArgumentException naming a node that is not in the problem
     */
    public static long imbalance(Problem problem, Map<String, String> hosts) {
        Instance instance = new Instance(problem);
        int[] on = instance.host.clone();
        for (int vm = 0; vm < on.length; vm++) {
            String name = hosts.get(instance.vms.get(vm).name());
            on[vm] = name == null ? on[vm] : instance.node(name);
            if (on[vm] < 0) {
                throw new IllegalArgumentException(
                        "VM " + instance.vms.get(vm).name() + " is on " + name + ", which is not in the problem");
            }
        }
        return imbalance(instance, instance.loads(on));
    }

    /** As {@link #imbalance(Problem, Map)}, of loads by dimension and node. */
    public static long imbalance(Instance instance, int[][] loads) {
        long sum = 0;
        for (int dimension = 0; dimension < loads.length; dimension++) {
            for (int node = 0; node < loads[dimension].length; node++) {
                sum += square(loads[dimension][node], instance.limit[dimension][node]);
            }
        }
        return sum;
    }

    /**
     * The square of a relative load, in billionths, rounded down: 1,000,000,000 for a load at its limit, a quarter of that for
     * half of it. Rises with the load, and convex to within the rounding. Beyond 1,000 times the limit it stays what it is there.
     */
    public static long square(int load, int limit) {
        double relative = Math.min(MOST_RELATIVE, load / (double) Math.max(1, limit));
        return (long) (relative * relative * PARTS);
    }
}
