package org.farandole.simulator.scenario;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * How long a message takes, through the broker and into the inbox, by the sites of sender and receiver.
 *
 * @param withinSite 4 ms by default: the median hop through one broker is 3.3 ms, with twenty ISPs at once 9.3
 * @param betweenSites 14 ms by default: that and a way of 10 ms
 * @param between of pairs that differ from that, in either direction
 */
public record Delays(Duration withinSite, Duration betweenSites, Map<Pair, Duration> between) {

    public static final Delays USUAL = new Delays(Duration.ofMillis(4), Duration.ofMillis(14), Map.of());

    /** Two sites, the first before the second by name, or one site. */
    public record Pair(String first, String second) {

        static Pair of(String one, String other) {
            return one.compareTo(other) <= 0 ? new Pair(one, other) : new Pair(other, one);
        }
    }

    public Delays {
        Objects.requireNonNull(withinSite, "withinSite");
        Objects.requireNonNull(betweenSites, "betweenSites");
        between = Map.copyOf(between);
        if (withinSite.isNegative()
                || betweenSites.isNegative()
                || between.values().stream().anyMatch(Duration::isNegative)) {
            throw new IllegalArgumentException(
                    "A message takes 0 or more, not " + withinSite + ", " + betweenSites + ", " + between);
        }
    }

    /** In nanoseconds. */
    public long nanos(String site, String other) {
        Duration usual = site.equals(other) ? withinSite : betweenSites;
        return (between.isEmpty() ? usual : between.getOrDefault(Pair.of(site, other), usual)).toNanos();
    }
}
