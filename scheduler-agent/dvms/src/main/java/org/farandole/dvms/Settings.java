package org.farandole.dvms;

import java.time.Duration;
import java.util.Objects;

/**
 * How an agent behaves; the same on a whole ring.
 *
 * @param maxMembers an ISP that has so many does not ask on
 * @param maxHops how often a request may be passed on before the leader hears of it
 * @param mayPowerOn an ISP of class relieve that failed may ask for a node to be woken that is off
 * @param patience when an ISP of class relieve takes a plan while it is small
 */
public record Settings(
        Timings timings, Solver solver, int maxMembers, int maxHops, boolean mayPowerOn, Patience patience) {

    public Settings {
        Objects.requireNonNull(timings, "timings");
        Objects.requireNonNull(solver, "solver");
        Objects.requireNonNull(patience, "patience");
        if (maxMembers < 2 || maxHops < 0) {
            throw new IllegalArgumentException(
                    "An ISP has 2 members or more, not " + maxMembers + "; a request 0 hops or more, not " + maxHops);
        }
    }

    /** Without patience. */
    public Settings(Timings timings, Solver solver, int maxMembers, int maxHops, boolean mayPowerOn) {
        this(timings, solver, maxMembers, maxHops, mayPowerOn, Patience.NONE);
    }

    public Settings being(Patience other) {
        return new Settings(timings, solver, maxMembers, maxHops, mayPowerOn, other);
    }

    /** The protocol's values, for a solver that has so much time: the leader solves, no node is woken. */
    public static Settings forBudget(Duration solverBudget) {
        return new Settings(Timings.forBudget(solverBudget), Solver.LEADER, 128, 16, false);
    }
}
