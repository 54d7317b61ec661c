package org.farandole.cli.pki;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** From when to when a certificate holds. */
record Validity(Instant from, Instant until) {

    /** Clocks differ: it holds from a little earlier. */
    private static final Duration SKEW = Duration.ofMinutes(10);

    static Validity of(Instant now, Duration length) {
        return new Validity(now.minus(SKEW), now.plus(length));
    }

    /** It ends with {@code other} if that ends earlier. */
    Validity within(Validity other) {
        return other.until.isBefore(until) ? new Validity(from, other.until) : this;
    }

    Date notBefore() {
        return Date.from(from);
    }

    Date notAfter() {
        return Date.from(until);
    }
}
