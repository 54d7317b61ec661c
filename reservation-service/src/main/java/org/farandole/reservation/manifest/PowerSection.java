package org.farandole.reservation.manifest;

import java.time.Duration;
import java.util.Objects;
import org.farandole.contracts.reservation.Manifest.PowerRequest;
import org.farandole.reservation.yaml.Section;
import org.jspecify.annotations.Nullable;

/** When the nodes of a launch may sleep. */
final class PowerSection {

    static final int DEFAULT_RESERVE = 1;
    static final int DEFAULT_LOW_PERCENT = 30;
    static final Duration DEFAULT_LOW_FOR = Duration.ofMinutes(10);
    static final int DEFAULT_FILL_PERCENT = 80;

    private static final int MOST_RESERVE = 100_000;

    private PowerSection() {}

    /** None if the section is not there: then nodes are always on. */
    static @Nullable PowerRequest read(Section section) {
        Integer reserve = section.optional("reserve", Forms.wholeNumber(0, MOST_RESERVE));
        Integer low = section.optional("low", Forms.wholeNumber(1, 90));
        Duration after = section.optional("after", HumanDuration::parse);
        Integer fill = section.optional("fill", Forms.wholeNumber(1, 100));
        section.refuseOthers();
        if (!section.isPresent()) {
            return null;
        }
        int lowPercent = Objects.requireNonNullElse(low, DEFAULT_LOW_PERCENT);
        int fillPercent = Objects.requireNonNullElse(fill, DEFAULT_FILL_PERCENT);
        if (lowPercent >= fillPercent) {
            section.problem(
                    "low",
                    "It is " + lowPercent + ", not below fill, " + fillPercent
                            + ": nodes that were filled would be under-used again");
        }
        return new PowerRequest(
                Objects.requireNonNullElse(reserve, DEFAULT_RESERVE),
                lowPercent,
                Objects.requireNonNullElse(after, DEFAULT_LOW_FOR),
                fillPercent);
    }
}
