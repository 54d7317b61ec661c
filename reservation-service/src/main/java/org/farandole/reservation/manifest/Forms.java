package org.farandole.reservation.manifest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.farandole.contracts.reservation.Subnet;
import org.farandole.contracts.reservation.Vlan;

/** How the single values of a manifest are written. Each throws an IllegalArgumentException that says what to write instead. */
final class Forms {

    private static final Duration FARTHEST_START = Duration.ofDays(366);
    private static final Pattern LAUNCH_NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");
    private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,199}");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern PREFIX = Pattern.compile("/?([0-9]{1,2})");

    private static final int MOST_USER_DATA = 16_384;

    private Forms() {}

    static String launchName(String text) {
        if (!LAUNCH_NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a launch's name: lower-case letters, digits and '-' inside, at most 40");
        }
        return text;
    }

    static String image(String text) {
        if (!IMAGE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an image's name: letters, digits and . _ : / @ + -");
        }
        return text;
    }

    /** Cloud-init knows by the first line what it is given; what it does not know it passes over in silence. */
    static String userData(String text) {
        if (!text.startsWith("#!") && !text.startsWith("#cloud-config")) {
            throw new IllegalArgumentException("User data begins with a line '#cloud-config' or '#!/bin/sh'");
        }
        if (text.length() > MOST_USER_DATA) {
            throw new IllegalArgumentException(
                    "User data has at most " + MOST_USER_DATA + " characters, not " + text.length());
        }
        return text;
    }

    static Function<String, Integer> wholeNumber(int least, int most) {
        return text -> {
            if (!WHOLE_NUMBER.matcher(text).matches()) {
                throw new IllegalArgumentException("'" + text + "' is not a whole number");
            }
            long number = Long.parseLong(text);
            if (number < least || number > most) {
                throw new IllegalArgumentException("It is " + least + " to " + most + ", not " + text);
            }
            return (int) number;
        };
    }

    static Function<String, Instant> startAfter(Instant now) {
        return text -> {
            Instant start;
            try {
                start = OffsetDateTime.parse(text.replaceFirst("^([0-9-]{10}) ", "$1T"))
                        .toInstant();
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        "'" + text + "' is not an instant with its offset: write 2026-12-01T08:00:00Z", e);
            }
            if (start.isBefore(now)) {
                throw new IllegalArgumentException("The start is in the past: it is " + now + " now");
            }
            if (start.isAfter(now.plus(FARTHEST_START))) {
                throw new IllegalArgumentException("The start is more than 366 days ahead");
            }
            return start;
        };
    }

    static int subnetPrefix(String text) {
        Matcher form = PREFIX.matcher(text);
        if (form.matches()) {
            int prefix = Integer.parseInt(form.group(1));
            if (prefix >= Subnet.LARGEST && prefix <= Subnet.SMALLEST) {
                return prefix;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not a subnet's size: write /" + Subnet.LARGEST + " to /"
                + Subnet.SMALLEST + ", its addresses are chosen for you");
    }

    static Vlan.Kind vlanKind(String text) {
        for (Vlan.Kind kind : Vlan.Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not a kind of VLAN: write local, routed or global");
    }
}
