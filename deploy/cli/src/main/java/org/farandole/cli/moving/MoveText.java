package org.farandole.cli.moving;

import java.time.Duration;
import java.util.Locale;

/** Migrations in words. */
final class MoveText {

    private MoveText() {}

    static String of(Ended.Arrived arrived) {
        Duration downtime = arrived.downtime();
        return arrived.vm() + ": " + arrived.source() + " to " + arrived.node() + " in " + seconds(arrived.took())
                + (downtime == null ? "" : ", it stood still for " + downtime.toMillis() + " ms");
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
