package org.farandole.simulator.scenario;

import java.time.Duration;
import org.farandole.dvms.Detection;
import org.farandole.dvms.Power;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of consolidation. */
public final class SleepOptions {

    /** So that nodes empty themselves, sleep and are woken while faults go on. */
    static final Detection.Low SHORTLY = new Detection.Low(45, Duration.ofSeconds(10));

    @Option(names = "--consolidate", description = "under-used nodes empty themselves and are powered off")
    private boolean consolidate;

    @Option(names = "--low", paramLabel = "PERCENT", description = "with less demand a node is under-used (30)")
    private @Nullable Integer low;

    @Option(names = "--low-for", paramLabel = "TIME", description = "so long (10m)")
    private @Nullable String lowFor;

    @Option(names = "--reserve", paramLabel = "N", description = "empty nodes that stay on (1)")
    private @Nullable Integer reserve;

    @Option(names = "--fill", paramLabel = "PERCENT", description = "of a node, up to which others move in (80)")
    private @Nullable Integer fill;

    /** @param drawn sleep is drawn for this run, unless it is asked for */
    Tuning in(Tuning awake, boolean drawn) throws BadInput {
        if (drawn && !consolidate) {
            return awake.sleeping(Power.USUAL, SHORTLY);
        }
        if (!consolidate) {
            if (low != null || lowFor != null || reserve != null || fill != null) {
                throw new BadInput("--low, --low-for, --reserve and --fill are for --consolidate");
            }
            return awake;
        }
        Power power = new Power(
                true,
                true,
                number("--reserve", reserve, Power.USUAL.reserve(), 0, 100_000),
                number("--fill", fill, Power.USUAL.fillPercent(), 1, 100),
                Power.USUAL.members());
        int percent = number("--low", low, 30, 1, 90);
        if (percent >= power.fillPercent()) {
            throw new BadInput("--low " + percent + " is not below --fill " + power.fillPercent()
                    + ": nodes that were filled would be under-used again");
        }
        return awake.sleeping(
                power, new Detection.Low(percent, Times.parse("--low-for", lowFor == null ? "10m" : lowFor)));
    }

    private static int number(String option, @Nullable Integer given, int usual, int least, int most) throws BadInput {
        int value = given == null ? usual : given;
        BadInput.require(value >= least && value <= most, option, value, least + " to " + most);
        return value;
    }
}
