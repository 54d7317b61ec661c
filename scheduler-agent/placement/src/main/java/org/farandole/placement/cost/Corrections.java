package org.farandole.placement.cost;

import java.util.Map;

/**
 * What past migrations took, in thousandths of the modelled time: 1,000 where the model was right. A VM's and its pair of nodes'
 * are multiplied. Values, so that a decision made with them can be made again.
 *
 * @param vms by name
 * @param pairs of source and destination
 */
public record Corrections(Map<String, Integer> vms, Map<Pair, Integer> pairs) {

    public static final Corrections NONE = new Corrections(Map.of(), Map.of());

    public static final int LEAST_PERMILLE = 100;
    public static final int MOST_PERMILLE = 10_000;

    public record Pair(String source, String destination) {}

    /** @throws IllegalArgumentException naming the VM or pair, if it is below a tenth or above ten times */
    public Corrections {
        vms = Map.copyOf(vms);
        pairs = Map.copyOf(pairs);
        vms.forEach(Corrections::check);
        pairs.forEach(Corrections::check);
    }

    private static void check(Object what, int permille) {
        if (permille < LEAST_PERMILLE || permille > MOST_PERMILLE) {
            throw new IllegalArgumentException(
                    "The correction of " + what + " is 100 to 10,000 thousandths, not " + permille);
        }
    }

    public int ofVm(String vm) {
        return vms.getOrDefault(vm, 1_000);
    }

    public int ofPair(String source, String destination) {
        return pairs.isEmpty() ? 1_000 : pairs.getOrDefault(new Pair(source, destination), 1_000);
    }
}
