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

    /** Takes what is needed, first of steps that are waited for in any case; waits for as few and as early ones as it must. */
    void take(int amount, Waiting waiting) {
        int needed = takeOfKnown(amount, waiting);
        int here = Math.min(needed, initially);
        initially -= here;
        needed -= here;
        while (needed > 0) {
            waiting.waitFor(best(needed, waiting));
            needed = takeOfKnown(needed, waiting);
        }
    }

    private int takeOfKnown(int amount, Waiting waiting) {
        int needed = amount;
        for (int i = 0; i < count && needed > 0; i++) {
            if (left[i] > 0 && waiting.isKnown(provider[i])) {
                int here = Math.min(needed, left[i]);
                left[i] -= here;
                needed -= here;
            }
        }
        return needed;
    }

    /** Of the steps that end by the time when enough is there, the one that gives most. */
    private int best(int needed, Waiting waiting) {
        long enough = whenThereIsEnough(needed, waiting);
        int best = -1;
        for (int i = 0; i < count; i++) {
            if (left[i] > 0
                    && waiting.end(provider[i]) <= enough
                    && (best < 0
                            || left[i] > left[best]
                            || left[i] == left[best] && waiting.end(provider[i]) < waiting.end(provider[best]))) {
                best = i;
            }
        }
        return provider[best];
    }

    private long whenThereIsEnough(int needed, Waiting waiting) {
        long time = waiting.start();
        while (true) {
            long sum = 0;
            long next = Long.MAX_VALUE;
            for (int i = 0; i < count; i++) {
                long end = waiting.end(provider[i]);
                sum += end <= time ? left[i] : 0;
                next = end > time && left[i] > 0 ? Math.min(next, end) : next;
            }
            if (sum >= needed || next == Long.MAX_VALUE) {
                return time;
            }
            time = next;
        }
    }
}
