package org.farandole.simulator.scenario;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a message takes, through the broker and into the inbox, by the sites of sender and receiver.
 *
 * @param withinSite 4 ms by default: the median hop through one broker is 3.3 ms, with twenty ISPs at once 9.3
 * @param betweenSites 14 ms by default: that and a way of 10 ms
 */
public record Delays(Duration withinSite, Duration betweenSites) {

    public static final Delays USUAL = new Delays(Duration.ofMillis(4), Duration.ofMillis(14));

    public Delays {
        if (withinSite.isNegative() || betweenSites.isNegative()) {
            throw new IllegalArgumentException("A message takes 0 or more, not " + withinSite + ", " + betweenSites);
        }
        Objects.requireNonNull(betweenSites, "betweenSites");
    }

    /** In nanoseconds. */
    public long nanos(String site, String other) {
        return (site.equals(other) ? withinSite : betweenSites).toNanos();
    }
}
