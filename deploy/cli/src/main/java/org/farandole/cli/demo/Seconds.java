package org.farandole.cli.demo;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.farandole.cli.terminal.CommandFailure;

/** Lengths of time as people write and read them. */
final class Seconds {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})(s|m|h)?");
    private static final Duration LONGEST = Duration.ofDays(1);

    private Seconds() {}

    /** @throws CommandFailure unless it is a number of seconds, minutes or hours, from a second to a day */
    static Duration parse(String option, String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            long number = Long.parseLong(form.group(1));
            Duration duration = switch (form.group(2)) {
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                case null, default -> Duration.ofSeconds(number);
            };
            if (duration.isPositive() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        }
        throw CommandFailure.badInput(option + " is 1 second to 1 day, such as 120, 90s or 2m, not '" + text + "'");
    }

    /** {@code 5 min 12 s}, {@code 12.4 s}. */
    static String inWords(double seconds) {
        return seconds < 60
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : String.format(Locale.ROOT, "%d min %02d s", (long) seconds / 60, (long) seconds % 60);
    }
}
