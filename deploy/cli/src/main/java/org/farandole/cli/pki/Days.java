package org.farandole.cli.pki;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.farandole.cli.terminal.CommandFailure;

/** Spans of time in whole days, as the commands take and tell them. */
final class Days {

    private Days() {}

    /** @throws CommandFailure if it is out of range */
    static Duration between(String option, int days, int least, int most) {
        if (days < least || days > most) {
            throw CommandFailure.badInput(option + " is " + least + " to " + most + " days, not " + days);
        }
        return Duration.ofDays(days);
    }

    /** The day in UTC. */
    static LocalDate of(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
