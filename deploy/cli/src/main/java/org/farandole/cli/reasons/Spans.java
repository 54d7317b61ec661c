package org.farandole.cli.reasons;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and lengths of time as people read them. */
final class Spans {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private Spans() {}

    /** {@code 4.1 ms}, {@code 10.3 s}. */
    static String inWords(Duration span) {
        double millis = span.toNanos() / 1e6;
        return millis < 1000
                ? String.format(Locale.ROOT, "%.1f ms", millis)
                : String.format(Locale.ROOT, "%.1f s", millis / 1000);
    }

    /** UTC, to the millisecond. */
    static String clock(Instant at) {
        return CLOCK.format(at);
    }
}
