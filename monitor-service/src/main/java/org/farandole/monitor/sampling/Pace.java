package org.farandole.monitor.sampling;

import java.time.Duration;
import java.time.Instant;

/**
 * How often nodes are asked. A node's samples fall on a phase of the period that its slot gives it. The phases of any number
 * of neighbouring slots spread evenly (multiples of the golden ratio), so samples do not come in bursts.
 *
 * @param period between two samples of a node
 * @param gap at least so long between two calls to one node
 * @param timeout for an answer
 * @param failures calls that fail one after the other until a node is lost; 1 or more
 * @param probe between two calls to a lost node
 */
public record Pace(Duration period, Duration gap, Duration timeout, int failures, Duration probe) {

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    public Pace {
        positive("period", period);
        positive("timeout", timeout);
        positive("probe", probe);
        if (gap.isNegative()) {
            throw new IllegalArgumentException("The gap between two samples is " + gap + ": it must not be negative");
        }
        if (failures < 1) {
            throw new IllegalArgumentException(
                    "farandole.monitor.failures is " + failures + ": a node is lost after 1 failure or more");
        }
    }

    /** The first moment after {@code now} that is this slot's. */
    public Instant next(Instant now, int slot) {
        long periodNanos = period.toNanos();
        long phase = (long) (slot * GOLDEN % 1 * periodNanos);
        long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        long since = Math.floorMod(nanos - phase, periodNanos);
        return now.plusNanos(periodNanos - since);
    }

    private static void positive(String setting, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(
                    "farandole.monitor." + setting + " is " + value + ": it must be longer than nothing");
        }
    }
}
