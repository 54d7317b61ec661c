package org.farandole.vm.lane;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a node alone that fails call after call: after {@code failures} in a row no call is let through for {@code pause},
 * then one, which decides. Pure.
 *
 * @param row failures in a row so far
 * @param openUntil when the next call is let through; none while it is closed
 */
record Breaker(
        int failures, Duration pause, int row, @Nullable Instant openUntil) {

    static Breaker closed(int failures, Duration pause) {
        return new Breaker(failures, pause, 0, null);
    }

    boolean lets(Instant now) {
        return openUntil == null || !now.isBefore(openUntil);
    }

    /** A call is let through now: until it has ended no other is, if the breaker was open. */
    Breaker called(Instant now) {
        return openUntil == null ? this : new Breaker(failures, pause, row, now.plus(pause));
    }

    Breaker succeeded() {
        return openUntil == null && row == 0 ? this : closed(failures, pause);
    }

    Breaker failed(Instant now) {
        int more = row + 1;
        return new Breaker(failures, pause, more, more >= failures ? now.plus(pause) : null);
    }
}
