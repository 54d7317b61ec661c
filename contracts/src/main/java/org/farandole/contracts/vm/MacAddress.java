package org.farandole.contracts.vm;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A VM's MAC address: 00:16:3E and the last three bytes of its IPv4 address, one function both ways and no table
 * (Grid'5000's g5k-subnets).
 */
public record MacAddress(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("00:16:3e(:[0-9a-f]{2}){3}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MacAddress {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not a VM's MAC address: it looks like 00:16:3e:80:00:01");
        }
    }

    public static MacAddress of(Ipv4 address) {
        int bits = address.bits();
        return new MacAddress(
                String.format("00:16:3e:%02x:%02x:%02x", bits >>> 16 & 255, bits >>> 8 & 255, bits & 255));
    }

    /** The address that this MAC was made from, given the first byte of the platform's network (10 for 10.0.0.0/8). */
    public Ipv4 address(int firstByte) {
        return new Ipv4(firstByte << 24 | Integer.parseInt(value.substring(9).replace(":", ""), 16));
    }

    @Override
    public String toString() {
        return value;
    }
}
