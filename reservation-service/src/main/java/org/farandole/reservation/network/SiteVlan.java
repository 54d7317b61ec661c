package org.farandole.reservation.network;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.farandole.contracts.reservation.Vlan;

/**
 * A VLAN where it is one: number 4 of rennes is another than number 4 of lyon.
 *
 * @param site the site of a local or routed VLAN; empty of a global one, which is the platform's
 */
public record SiteVlan(Vlan vlan, String site) {

    public static final String PLATFORM = "";

    public SiteVlan {
        Objects.requireNonNull(vlan, "vlan");
        if (site.isEmpty() == isOfOneSite(vlan.kind())) {
            throw new IllegalArgumentException("A " + vlan.kind() + " VLAN at '" + site + "'");
        }
    }

    public static boolean isOfOneSite(Vlan.Kind kind) {
        return switch (kind) {
            case LOCAL, ROUTED -> true;
            case GLOBAL -> false;
        };
    }

    /** The lowest number that is not taken. */
    public static Optional<SiteVlan> lowestFree(Vlan.Kind kind, String site, Collection<SiteVlan> taken) {
        String owner = isOfOneSite(kind) ? site : PLATFORM;
        return IntStream.rangeClosed(kind.first(), kind.last())
                .mapToObj(number -> new SiteVlan(new Vlan(kind, number), owner))
                .filter(vlan -> !taken.contains(vlan))
                .findFirst();
    }
}
