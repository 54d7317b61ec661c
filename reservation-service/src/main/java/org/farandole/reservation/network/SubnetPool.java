package org.farandole.reservation.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.farandole.contracts.reservation.Subnet;
import org.farandole.contracts.vm.Ipv4;

/**
 * A block of addresses that subnets are cut from, by halving: a subnet is taken from the smallest free block that has room
 * for it, so that large blocks stay whole.
 *
 * @param prefix 8 to 22; inside one /8, as a VM's MAC carries the last three bytes of its address
 */
public record SubnetPool(Ipv4 network, int prefix) {

    private static final int LARGEST = 8;
    private static final Pattern FORM = Pattern.compile("([0-9.]+)/([0-9]{1,2})");

    public SubnetPool {
        if (prefix < LARGEST || prefix > Subnet.SMALLEST) {
            throw new IllegalArgumentException(
                    "A pool of subnets is a /" + LARGEST + " to a /" + Subnet.SMALLEST + ", not a /" + prefix);
        }
        if ((network.bits() & (Subnet.sizeOf(prefix) - 1)) != 0) {
            throw new IllegalArgumentException(
                    network + "/" + prefix + " is not a network's address: host bits are set");
        }
    }

    /** @throws IllegalArgumentException if the text is no block of 8 to 22 bits */
    public static SubnetPool parse(String cidr) {
        Matcher form = FORM.matcher(cidr);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'" + cidr + "' is not a block of addresses: it looks like 10.128.0.0/9");
        }
        return new SubnetPool(Ipv4.parse(form.group(1)), Integer.parseInt(form.group(2)));
    }

    /** The lowest subnet in the smallest free block that has room for it; none if there is no room. */
    public Optional<Subnet> allocate(int subnetPrefix, Collection<Subnet> taken) {
        List<SubnetPool> free = new ArrayList<>();
        collectFree(
                taken.stream()
                        .map(subnet -> new SubnetPool(subnet.network(), subnet.prefix()))
                        .toList(),
                free);
        return free.stream()
                .filter(block -> block.prefix <= subnetPrefix)
                .min(Comparator.<SubnetPool>comparingInt(block -> -block.prefix).thenComparing(block -> block.network))
                .map(block -> new Subnet(block.network, subnetPrefix));
    }

    private void collectFree(List<SubnetPool> taken, List<SubnetPool> free) {
        List<SubnetPool> inside = taken.stream().filter(this::overlaps).toList();
        if (inside.isEmpty()) {
            free.add(this);
        } else if (prefix < Subnet.SMALLEST && inside.stream().noneMatch(other -> other.prefix <= prefix)) {
            new SubnetPool(network, prefix + 1).collectFree(inside, free);
            new SubnetPool(network.plus(Subnet.sizeOf(prefix + 1)), prefix + 1).collectFree(inside, free);
        }
    }

    private boolean overlaps(SubnetPool other) {
        int common = -Subnet.sizeOf(Math.min(prefix, other.prefix));
        return (network.bits() & common) == (other.network.bits() & common);
    }

    @Override
    public String toString() {
        return network + "/" + prefix;
    }
}
