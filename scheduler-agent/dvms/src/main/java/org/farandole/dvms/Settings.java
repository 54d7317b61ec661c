package org.farandole.dvms;

import java.time.Duration;
import java.util.Objects;

/**
 * How an agent behaves; the same on a whole ring.
 *
 * @param maxMembers an ISP that has so many does not ask on
 * @param maxHops how often a request may be passed on before the leader hears of it
 * @param mayPowerOn an ISP of class relieve that failed may ask for a node to be woken that is off
 */
public record Settings(Timings timings, Solver solver, int maxMembers, int maxHops, boolean mayPowerOn) {

    public Settings {
        Objects.requireNonNull(timings, "timings");
        Objects.requireNonNull(solver, "solver");
        if (maxMembers < 2 || maxHops < 0) {
            throw new IllegalArgumentException(
                    "An ISP has 2 members or more, not " + maxMembers + "; a request 0 hops or more, not " + maxHops);
        }
    }

    /** The protocol's values, for a solver that has so much time: the leader solves, no node is woken. */
    public static Settings forBudget(Duration solverBudget) {
        return new Settings(Timings.forBudget(solverBudget), Solver.LEADER, 128, 16, false);
    }
}
