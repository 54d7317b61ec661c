package org.farandole.hypervisor.emulation;

import java.util.Arrays;
import java.util.Comparator;

/** Max-min fair sharing, as a hypervisor's scheduler does with equal weights: nobody gets more than it asks for. */
final class CpuShare {

    private CpuShare() {}

    /**
     * @param demands in percent, each 0 or more
     * @return what each gets, in the same order; together at most {@code capacityPercent}, and as much of it as is asked for
     */
    static int[] of(int capacityPercent, int[] demands) {
        Integer[] smallestFirst = new Integer[demands.length];
        Arrays.setAll(smallestFirst, i -> i);
        Arrays.sort(smallestFirst, Comparator.comparingInt(i -> demands[i]));
        int[] used = new int[demands.length];
        int left = capacityPercent;
        for (int i = 0; i < smallestFirst.length; i++) {
            int who = smallestFirst[i];
            used[who] = Math.min(demands[who], left / (smallestFirst.length - i));
            left -= used[who];
        }
        return used;
    }
}
