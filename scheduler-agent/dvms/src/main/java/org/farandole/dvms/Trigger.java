package org.farandole.dvms;

import java.time.Instant;
import java.util.Objects;
import org.farandole.contracts.dvms.Priority.ProblemClass;

/**
 * The node's problem.
 *
 * @param birth when it began, or when the last ISP for it failed
 * @param sampledAt the broker's timestamp of the latest sample that showed it
 * @param cpuDemandPercent the node's in that sample, in percent of one core
 */
public record Trigger(
        ProblemClass problem, Instant birth, Instant sampledAt, int cpuDemandPercent, int cpuCapacityPercent) {

    public Trigger {
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(birth, "birth");
        Objects.requireNonNull(sampledAt, "sampledAt");
    }

    Trigger bornAt(Instant other) {
        return new Trigger(problem, other, sampledAt, cpuDemandPercent, cpuCapacityPercent);
    }
}
