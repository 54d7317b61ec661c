package org.farandole.placement.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What one step after the other waits for, by their places in the order; and when each starts and ends if all goes as estimated. */
final class Waiting {

    private final BitSet[] before;
    private final long[] end;
    private BitSet known = new BitSet();
    private final BitSet waits = new BitSet();
    private long start;
    private int own;

    Waiting(int steps) {
        before = new BitSet[steps];
        end = new long[steps];
    }

    /** The next step waits for nothing yet. */
    void next() {
        known = new BitSet();
        waits.clear();
        start = 0;
        own = -1;
    }

    /** Whether the step is complete before the next one in any case. */
    boolean isKnown(int place) {
        return known.get(place);
    }

    /** For the same VM's step before; this is said even where it goes without saying. */
    void waitForOwn(int place) {
        waitFor(place);
        own = place;
    }

    void waitFor(int place) {
        if (!known.get(place)) {
            waits.set(place);
            known.set(place);
            known.or(before[place]);
            start = Math.max(start, end[place]);
        }
    }

    /** The earliest start of the next step. */
    long start() {
        return start;
    }

    long end(int place) {
        return end[place];
    }

    /** @return what it waits for, without what that waits for in turn */
    List<Integer> done(int place, long millis) {
        before[place] = known;
        end[place] = start + millis;
        if (waits.isEmpty()) {
            return List.of();
        }
        BitSet least = (BitSet) waits.clone();
        waits.stream().forEach(each -> least.andNot(before[each]));
        if (own >= 0) {
            least.set(own);
        }
        List<Integer> after = new ArrayList<>(least.cardinality());
        least.stream().forEach(after::add);
        return after;
    }
}
