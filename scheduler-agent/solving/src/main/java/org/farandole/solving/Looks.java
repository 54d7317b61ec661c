package org.farandole.solving;

import java.util.function.BooleanSupplier;

/**
 * Counts how often a search looks whether it may go on, and may. The search looks at the clock first, so one that is stopped after
 * as many looks stops where the clock stopped it, on a machine of any speed. Not thread-safe.
 */
final class Looks implements BooleanSupplier {

    private final BooleanSupplier interrupted;
    private long allowed;

    Looks(BooleanSupplier interrupted) {
        this.interrupted = interrupted;
    }

    /** Interrupts at every look after the first so many. */
    static Looks stoppingAfter(long looks) {
        long[] seen = {0};
        return new Looks(() -> seen[0]++ >= looks);
    }

    @Override
    public boolean getAsBoolean() {
        boolean stop = interrupted.getAsBoolean();
        allowed += stop ? 0 : 1;
        return stop;
    }

    long allowed() {
        return allowed;
    }
}
