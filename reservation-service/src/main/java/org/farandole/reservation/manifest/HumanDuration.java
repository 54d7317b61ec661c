package org.farandole.reservation.manifest;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 2h}, {@code 1h30m}, {@code 1d}, or ISO 8601. */
public final class HumanDuration {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Pattern FORM = Pattern.compile(
            "(?:(?<days>[0-9]{1,6})d)?(?:(?<hours>[0-9]{1,6})h)?(?:(?<minutes>[0-9]{1,8})m)?(?:(?<seconds>[0-9]{1,9})s)?");

    private HumanDuration() {}

    /**
     * A duration above zero, of at most 366 days.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static Duration parse(String text) {
        String compact = text.replace(" ", "");
        Duration duration = compact.toUpperCase(Locale.ROOT).contains("P") ? iso(text, compact) : parts(text, compact);
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("'" + text + "' is not above zero");
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("'" + text + "' is more than 366 days");
        }
        return duration;
    }

    private static Duration iso(String text, String compact) {
        try {
            return Duration.parse(compact);
        } catch (DateTimeException e) {
            throw malformed(text);
        }
    }

    private static Duration parts(String text, String compact) {
        boolean negative = compact.startsWith("-");
        Matcher form = FORM.matcher(negative ? compact.substring(1) : compact);
        if (!form.matches() || form.end() == 0) {
            throw malformed(text);
        }
        Duration duration = Duration.ofDays(number(form, "days"))
                .plusHours(number(form, "hours"))
                .plusMinutes(number(form, "minutes"))
                .plusSeconds(number(form, "seconds"));
        return negative ? duration.negated() : duration;
    }

    private static long number(Matcher form, String group) {
        String digits = form.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException("'" + text + "' is not a duration: write 2h, 1h30m or 90m");
    }
}
