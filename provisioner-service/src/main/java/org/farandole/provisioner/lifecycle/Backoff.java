package org.farandole.provisioner.lifecycle;

import java.time.Duration;

/**
 * The pause before a repeat: none before the first try, then {@code first}, twice as long each time, at most {@code most}.
 * Wall time.
 */
public record Backoff(Duration first, Duration most) {

    public Backoff {
        if (first.isNegative() || first.isZero() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException("A pause grows from more than 0, not from " + first + " to " + most);
        }
    }

    /** @param attempt from 1 */
    public Duration before(int attempt) {
        if (attempt <= 1) {
            return Duration.ZERO;
        }
        // 2^20 times anything is above any sensible bound, and far from an overflow.
        Duration pause = first.multipliedBy(1L << Math.min(attempt - 2, 20));
        return pause.compareTo(most) < 0 ? pause : most;
    }
}
