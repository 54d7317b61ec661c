package org.farandole.placement;

import java.util.stream.LongStream;

/**
 * Which seeds a property is tried with: {@code -Dfarandole.seed=N} begins elsewhere, {@code -Dfarandole.seeds=N} tries so many of
 * each.
 */
public final class Seeds {

    private Seeds() {}

    /** @param usually how many, where nothing else is asked for */
    public static LongStream of(int usually) {
        long first = Long.getLong("farandole.seed", 0);
        return LongStream.range(first, first + Long.getLong("farandole.seeds", usually));
    }
}
