package org.farandole.cli.pki;

import java.util.Locale;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.util.IPAddress;

/** By what a host is reached: a DNS name, or an IPv4 or IPv6 address. What it says is what a client compares with. */
record HostAddress(String text, boolean numeric) {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");
    private static final int LONGEST_NAME = 253;

    /** @throws IllegalArgumentException in words, if it is neither */
    static HostAddress of(String text) {
        if (IPAddress.isValidIPv4(text) || IPAddress.isValidIPv6(text)) {
            return new HostAddress(text, true);
        }
        String name = text.toLowerCase(Locale.ROOT);
        boolean good = name.length() <= LONGEST_NAME && !NUMBERS.matcher(name).matches();
        for (String label : name.split("\\.", -1)) {
            good &= LABEL.matcher(label).matches();
        }
        if (!good) {
            throw new IllegalArgumentException("'" + text + "' is neither a DNS name nor an IP address");
        }
        return new HostAddress(name, false);
    }

    GeneralName asAlternativeName() {
        return new GeneralName(numeric ? GeneralName.iPAddress : GeneralName.dNSName, text);
    }
}
