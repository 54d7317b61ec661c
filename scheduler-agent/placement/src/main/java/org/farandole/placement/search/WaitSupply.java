package org.farandole.placement.search;

import java.util.Arrays;

/** What is left of a pool, and of which step it came: every bit of it is handed on once. */
final class WaitSupply {

    private int initially;
    private int[] provider = new int[4];
    private int[] left = new int[4];
    private int count;

    WaitSupply(int initially) {
        this.initially = initially;
    }

    void give(int step, int amount) {
        if (count == provider.length) {
            provider = Arrays.copyOf(provider, 2 * count);
            left = Arrays.copyOf(left, 2 * count);
        }
        provider[count] = step;
        left[count++] = amount;
    }

    /** When that much will be there; before the start of time if nothing more has to be waited for. */
    long readyAt(int amount, Waiting waiting) {
        int missing = missing(amount, waiting);
        return missing <= 0 ? -1 : whenThereIs(missing, waiting);
    }

    private int missing(int amount, Waiting waiting) {
        int missing = amount - initially;
        for (int i = 0; i < count && missing > 0; i++) {
            missing -= waiting.isKnown(provider[i]) ? left[i] : 0;
        }
        return missing;
    }

    /**
     * Takes what is needed: of steps that are waited for in any case, then of what was there at first. Waits for as few and as
     * early ones as it must.
     */
    void take(int amount, Waiting waiting) {
        for (int missing = missing(amount, waiting); missing > 0; missing = missing(amount, waiting)) {
            waiting.waitFor(best(missing, waiting));
        }
        int needed = amount;
        for (int i = 0; i < count && needed > 0; i++) {
            int here = waiting.isKnown(provider[i]) ? Math.min(needed, left[i]) : 0;
            left[i] -= here;
            needed -= here;
        }
        initially -= needed;
    }

    /** Of the steps that end by the time when enough is there, the one that gives most. */
    private int best(int missing, Waiting waiting) {
        long enough = whenThereIs(missing, waiting);
        int best = -1;
        for (int i = 0; i < count; i++) {
            if (isOffered(i, waiting)
                    && waiting.end(provider[i]) <= enough
                    && (best < 0
                            || left[i] > left[best]
                            || left[i] == left[best] && waiting.end(provider[i]) < waiting.end(provider[best]))) {
                best = i;
            }
        }
        return provider[best];
    }

    private boolean isOffered(int i, Waiting waiting) {
        return left[i] > 0 && !waiting.isKnown(provider[i]);
    }

    private long whenThereIs(int missing, Waiting waiting) {
        long time = waiting.start();
        while (true) {
            long sum = 0;
            long next = Long.MAX_VALUE;
            for (int i = 0; i < count; i++) {
                if (isOffered(i, waiting)) {
                    long end = waiting.end(provider[i]);
                    sum += end <= time ? left[i] : 0;
                    next = end > time ? Math.min(next, end) : next;
                }
            }
            if (sum >= missing || next == Long.MAX_VALUE) {
                return time;
            }
            time = next;
        }
    }
}
