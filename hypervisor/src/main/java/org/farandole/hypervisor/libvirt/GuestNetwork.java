package org.farandole.hypervisor.libvirt;

import java.util.List;
import java.util.Objects;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.vm.Ipv4;
import org.farandole.contracts.vm.MacAddress;
import org.farandole.contracts.vm.VmName;

/**
 * The network of a reservation's guests on one node: a bridge, with a DHCP and name server of the node's own that answers for
 * all of the reservation's guests, wherever they are. What joins the nodes' bridges is the site's matter.
 *
 * @param node the node's own address on it
 * @param prefix length of the guests' netmask, 8 to 30
 * @param router the guests' way out
 */
public record GuestNetwork(ReservationId reservation, Ipv4 node, int prefix, Ipv4 router, List<Guest> guests) {

    /** A guest, or one to come. */
    public record Guest(VmName name, Ipv4 address) {
        public Guest {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(address, "address");
        }
    }

    public GuestNetwork {
        Objects.requireNonNull(reservation, "reservation");
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(router, "router");
        guests = List.copyOf(guests);
        if (prefix < 8 || prefix > 30) {
            throw new IllegalArgumentException("The guests' netmask is a /8 to a /30, not a /" + prefix);
        }
    }

    /** {@code fl-r1} for {@code r-1}: a bridge's name has at most 15 characters. */
    String bridge() {
        String name = "fl-r" + reservation.value().substring(2);
        return name.length() <= 15 ? name : "fl-" + Integer.toHexString(reservation.hashCode());
    }

    String xml() {
        Markup ip = Markup.element("ip").with("address", node).with("prefix", prefix);
        Markup dhcp = Markup.element("dhcp");
        Markup dns = Markup.element("dns");
        for (Guest guest : guests) {
            dhcp.add(Markup.element("host", Markup.element("lease").with("expiry", 0))
                    .with("mac", MacAddress.of(guest.address()))
                    .with("name", guest.name())
                    .with("ip", guest.address()));
            dns.add(Markup.element("host", Markup.text("hostname", guest.name()))
                    .with("ip", guest.address()));
        }
        return Markup.element(
                        "network",
                        Markup.text("name", reservation),
                        Markup.element("forward").with("mode", "open"),
                        Markup.element("bridge")
                                .with("name", bridge())
                                .with("stp", "off")
                                .with("delay", 0),
                        guests.isEmpty() ? Markup.element("dns") : dns,
                        guests.isEmpty() ? ip : ip.add(dhcp),
                        Markup.element(
                                "dnsmasq:options",
                                Markup.element("dnsmasq:option").with("value", "dhcp-option=option:router," + router)))
                .with("xmlns:dnsmasq", "http://libvirt.org/schemas/network/dnsmasq/1.0")
                .toString();
    }
}
