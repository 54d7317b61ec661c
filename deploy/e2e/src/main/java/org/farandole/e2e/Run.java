package org.farandole.e2e;

import java.time.Duration;
import java.util.Objects;

/**
 * What the topics of a run do not say.
 *
 * @param launchSpeed how much faster than the wall clock the nodes' time ran while it deployed and booted
 * @param speed and afterwards
 * @param coolDown how long a VM that migrated does not go back, in the nodes' time
 * @param start from the command to all processes being ready, wall time
 */
public record Run(double launchSpeed, double speed, Duration coolDown, Duration start) {

    public Run {
        Objects.requireNonNull(coolDown, "coolDown");
        Objects.requireNonNull(start, "start");
    }
}
