package org.farandole.provisioner.deployer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.farandole.contracts.reservation.Subnet;
import org.farandole.contracts.vm.Ipv4;

/**
 * The block of addresses that all guests come from. As on Grid'5000 it is their netmask, whatever part of it a reservation
 * has; its last address is the router's, and the nodes' own ones count down from there.
 *
 * @param prefix 8 to 22
 */
record GuestBlock(Ipv4 network, int prefix) {

    private static final Pattern FORM = Pattern.compile("([0-9.]+)/([0-9]{1,2})");

    GuestBlock {
        if (prefix < 8 || prefix > 22) {
            throw new IllegalArgumentException("The guests' block is a /8 to a /22, not a /" + prefix);
        }
        if ((network.bits() & (Subnet.sizeOf(prefix) - 1)) != 0) {
            throw new IllegalArgumentException(
                    network + "/" + prefix + " is not a network's address: host bits are set");
        }
    }

    /** @throws IllegalArgumentException if it is not one */
    static GuestBlock parse(String cidr) {
        Matcher form = FORM.matcher(cidr);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "farandole.provisioner.guests: '" + cidr + "' is not a block of addresses: write 10.128.0.0/9");
        }
        return new GuestBlock(Ipv4.parse(form.group(1)), Integer.parseInt(form.group(2)));
    }

    Ipv4 router() {
        return network.plus(Subnet.sizeOf(prefix) - 2);
    }

    /** @param slot of the node on the ring */
    Ipv4 ofNode(int slot) {
        return router().plus(-1 - slot);
    }
}
