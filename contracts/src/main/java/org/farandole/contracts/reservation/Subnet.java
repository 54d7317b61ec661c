package org.farandole.contracts.reservation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.farandole.contracts.vm.Ipv4;

/**
 * A block of addresses, {@code 10.128.0.0/18}. The network's address, the gateway (its first host) and the broadcast
 * address are not for VMs.
 *
 * @param prefix 16 to 22, as Grid'5000 books them
 */
public record Subnet(Ipv4 network, int prefix) {

    public static final int LARGEST = 16;
    public static final int SMALLEST = 22;

    private static final Pattern FORM = Pattern.compile("([0-9.]+)/([0-9]{1,2})");

    public Subnet {
        if (prefix < LARGEST || prefix > SMALLEST) {
            throw new IllegalArgumentException(
                    "A subnet is a /" + LARGEST + " to a /" + SMALLEST + ", not a /" + prefix);
        }
        if ((network.bits() & (sizeOf(prefix) - 1)) != 0) {
            throw new IllegalArgumentException(
                    network + "/" + prefix + " is not a network's address: host bits are set");
        }
    }

    @JsonCreator
    public static Subnet parse(String cidr) {
        Matcher form = FORM.matcher(cidr);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + cidr + "' is not a subnet: it looks like 10.128.0.0/18");
        }
        return new Subnet(Ipv4.parse(form.group(1)), Integer.parseInt(form.group(2)));
    }

    public static int sizeOf(int prefix) {
        return 1 << (32 - prefix);
    }

    /** How many VMs can have an address. */
    public int vmAddresses() {
        return sizeOf(prefix) - 3;
    }

    public Ipv4 gateway() {
        return network.plus(1);
    }

    /**
     * The address of VM number {@code index}, counted from 0.
     *
     * @throws IllegalArgumentException if the subnet has no such address
     */
    public Ipv4 vmAddress(int index) {
        if (index < 0 || index >= vmAddresses()) {
            throw new IllegalArgumentException(
                    this + " has " + vmAddresses() + " addresses for VMs, none for VM " + index);
        }
        return network.plus(2 + index);
    }

    @Override
    @JsonValue
    public String toString() {
        return network + "/" + prefix;
    }
}
