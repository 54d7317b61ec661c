package org.farandole.simulator.scenario;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * One thing that goes wrong.
 *
 * @param at since the load began
 * @param node its number, from 0
 * @param lasts 0 where the kind takes no time
 */
public record Fault(Duration at, FaultKind kind, int node, Duration lasts) {

    public Fault {
        Objects.requireNonNull(kind, "kind");
        if (at.isNegative() || lasts.isNegative() || node < 0) {
            throw new IllegalArgumentException("A fault at " + at + " for " + lasts + " on node " + node);
        }
    }

    /** When it is over. */
    public Duration until() {
        return at.plus(lasts);
    }

    /** As in a scenario's file: {@code 31.250 crash 3 12.000}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%.3f %s %d %.3f", at.toMillis() / 1000.0, kind.word(), node, lasts.toMillis() / 1000.0);
    }
}
