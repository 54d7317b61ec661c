package org.farandole.simulator.scenario;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The options of how long messages take. */
public final class DelayOptions {

    private static final int MOST_MILLIS = 60_000;
    private static final Pattern OF_PAIR = Pattern.compile("([a-z][a-z0-9]*)-([a-z][a-z0-9]*)=([0-9]{1,9})");

    @Option(names = "--delay", paramLabel = "MS", description = "of a message within a site (${DEFAULT-VALUE})")
    private int within = 4;

    @Option(names = "--delay-wide", paramLabel = "MS", description = "between sites (${DEFAULT-VALUE})")
    private int wide = 14;

    @Option(
            names = "--delay-of",
            paramLabel = "SITE-SITE=MS",
            description = "between these two, or within a site (lyon-lyon=2); may be given again")
    private List<String> ofPairs = List.of();

    /** @param sites that there are */
    Delays delays(Set<String> sites) throws BadInput {
        Map<Delays.Pair, Duration> between = new HashMap<>();
        for (String given : ofPairs) {
            Matcher pair = OF_PAIR.matcher(given);
            if (!pair.matches()) {
                throw new BadInput(
                        "--delay-of is two sites and milliseconds, such as lyon-nancy=9, not '" + given + "'");
            }
            for (String site : List.of(pair.group(1), pair.group(2))) {
                if (!sites.contains(site)) {
                    throw new BadInput("--delay-of '" + given + "': there is no site " + site + ", only "
                            + String.join(", ", sites.stream().sorted().toList()));
                }
            }
            Duration time = millis("--delay-of " + pair.group(1) + "-" + pair.group(2), Long.parseLong(pair.group(3)));
            if (between.put(Delays.Pair.of(pair.group(1), pair.group(2)), time) != null) {
                throw new BadInput("--delay-of names " + pair.group(1) + " and " + pair.group(2) + " twice");
            }
        }
        return new Delays(millis("--delay", within), millis("--delay-wide", wide), between);
    }

    private static Duration millis(String option, long value) throws BadInput {
        BadInput.require(value >= 0 && value <= MOST_MILLIS, option, value, "0 to " + MOST_MILLIS + " ms");
        return Duration.ofMillis(value);
    }
}
