package org.farandole.placement.search;

import java.util.Comparator;

/**
 * A VM's way that is not straight.
 *
 * @param spare the node that it goes through; {@link #SUSPENDED} if it goes through none
 * @param extra what that costs more than going straight; of suspensions, which cost no more, the time
 * @param aside that it suffers, or makes others suffer, on the way, or that it is not itself stuck: for choice among equals
 */
record PivotDetour(int vm, int spare, long extra, int aside) {

    private static final int SUSPENDED = -1;

    static final Comparator<PivotDetour> CHEAPEST_FIRST = Comparator.comparingLong(PivotDetour::extra)
            .thenComparingInt(PivotDetour::aside)
            .thenComparingInt(PivotDetour::vm)
            .thenComparingInt(PivotDetour::spare);

    static PivotDetour suspension(int vm, long millis) {
        return new PivotDetour(vm, SUSPENDED, millis, 0);
    }

    boolean isSuspension() {
        return spare == SUSPENDED;
    }
}
