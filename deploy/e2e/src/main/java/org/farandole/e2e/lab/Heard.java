package org.farandole.e2e.lab;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was heard of one guest that counts aloud. Immutable.
 *
 * @param counts how many numbers came
 * @param missing numbers that were passed over: a guest that went on without losing anything misses none
 * @param restarts how often it began again from a lower number: it was booted anew
 * @param reconnects how often its connection was lost and made again
 * @param largestGap between two numbers, and from the last one to the end
 * @param gapBegan when the largest gap began; none if it was never heard
 */
public record Heard(
        long counts,
        long missing,
        int restarts,
        int reconnects,
        Duration largestGap,
        @Nullable Instant gapBegan,
        long lastNumber,
        Instant lastHeard) {

    static Heard nothing(Instant began) {
        return new Heard(0, 0, 0, 0, Duration.ZERO, null, -1, began);
    }

    Heard number(long number, Instant at) {
        boolean first = counts == 0;
        boolean again = !first && number <= lastNumber;
        long passedOver = first || again ? 0 : number - lastNumber - 1;
        Heard gap = until(at);
        return new Heard(
                counts + 1,
                missing + passedOver,
                restarts + (again ? 1 : 0),
                reconnects,
                gap.largestGap,
                gap.gapBegan,
                number,
                at);
    }

    Heard reconnected() {
        return new Heard(counts, missing, restarts, reconnects + 1, largestGap, gapBegan, lastNumber, lastHeard);
    }

    /** With the silence up to {@code at}. */
    Heard until(Instant at) {
        Duration silence = Duration.between(lastHeard, at);
        return silence.compareTo(largestGap) > 0
                ? new Heard(counts, missing, restarts, reconnects, silence, lastHeard, lastNumber, lastHeard)
                : this;
    }
}
