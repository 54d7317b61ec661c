package org.farandole.cli.demo;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether it has been quiet for long enough: what was said just before is still on its way. Not thread-safe. */
final class QuietSpell {

    private final Duration enough;
    private @Nullable Instant since;

    /** @param enough how long it has to be quiet, looked at without a break */
    QuietSpell(Duration enough) {
        this.enough = enough;
    }

    /** Whether it was quiet at every look since {@code enough} before {@code now}. */
    boolean lasts(boolean quiet, Instant now) {
        if (!quiet) {
            since = null;
            return false;
        }
        if (since == null) {
            since = now;
        }
        return !now.isBefore(since.plus(enough));
    }
}
