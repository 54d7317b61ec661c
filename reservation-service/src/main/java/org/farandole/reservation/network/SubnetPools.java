package org.farandole.reservation.network;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.farandole.contracts.reservation.Subnet;

/**
 * Where subnets come from: a site's own block for reservations of that site alone, where it has one; else the platform's.
 * The blocks may overlap.
 */
public record SubnetPools(SubnetPool platform, Map<String, SubnetPool> ofSites) {

    /** @throws IllegalArgumentException if the blocks are not all in one /8: two VMs could have one MAC */
    public SubnetPools {
        Objects.requireNonNull(platform, "platform");
        ofSites = Map.copyOf(ofSites);
        for (SubnetPool pool : ofSites.values()) {
            if (pool.network().bits() >>> 24 != platform.network().bits() >>> 24) {
                throw new IllegalArgumentException(pool + " and " + platform
                        + " are not in one /8: VMs would share MACs, which carry the last three bytes of the address");
            }
        }
    }

    /** @throws IllegalArgumentException if a block is not one, or they are not all in one /8 */
    public static SubnetPools parse(String platform, Map<String, String> ofSites) {
        Map<String, SubnetPool> pools = new HashMap<>();
        ofSites.forEach((site, block) -> pools.put(site, SubnetPool.parse(block)));
        return new SubnetPools(SubnetPool.parse(platform), pools);
    }

    public SubnetPool poolFor(Collection<String> sites) {
        Optional<String> only = sites.size() == 1 ? sites.stream().findFirst() : Optional.empty();
        return only.map(ofSites::get).orElse(platform);
    }

    /** The lowest subnet of the smallest free block that fits, for nodes of these sites. */
    public Optional<Subnet> allocate(int subnetPrefix, Collection<String> sites, Collection<Subnet> taken) {
        return poolFor(sites).allocate(subnetPrefix, taken);
    }
}
