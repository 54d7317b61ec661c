package org.farandole.simulator.scenario;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them. */
public final class Times {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h)?");
    private static final Duration LONGEST = Duration.ofDays(7);

    private Times() {}

    /** @throws BadInput unless it is a number of milliseconds, seconds, minutes or hours, above 0, at most a week */
    public static Duration parse(String option, String text) throws BadInput {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            long number = Long.parseLong(form.group(1));
            Duration time = switch (form.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                case null, default -> Duration.ofSeconds(number);
            };
            if (time.isPositive() && time.compareTo(LONGEST) <= 0) {
                return time;
            }
        }
        throw new BadInput(option + " is above 0, at most a week, such as 120, 500ms, 90s or 2m, not '" + text + "'");
    }
}
