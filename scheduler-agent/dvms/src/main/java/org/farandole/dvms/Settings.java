package org.farandole.dvms;

import java.time.Duration;
import java.util.Objects;

/**
 * How an agent behaves; the same on a whole ring.
 *
 * @param maxMembers an ISP that has so many does not ask on
 * @param maxHops how often a request may be passed on before the leader hears of it
 * @param power whether nodes may sleep and be woken
 * @param patience when an ISP of class relieve takes a plan while it is small
 */
public record Settings(Timings timings, Solver solver, int maxMembers, int maxHops, Power power, Patience patience) {

    public Settings {
        Objects.requireNonNull(timings, "timings");
        Objects.requireNonNull(solver, "solver");
        Objects.requireNonNull(power, "power");
        Objects.requireNonNull(patience, "patience");
        if (maxMembers < 2 || maxHops < 0) {
            throw new IllegalArgumentException(
                    "An ISP has 2 members or more, not " + maxMembers + "; a request 0 hops or more, not " + maxHops);
        }
    }

    /** Without patience. */
    public Settings(Timings timings, Solver solver, int maxMembers, int maxHops, Power power) {
        this(timings, solver, maxMembers, maxHops, power, Patience.NONE);
    }

    public Settings being(Patience other) {
        return new Settings(timings, solver, maxMembers, maxHops, power, other);
    }

    public Settings with(Power other) {
        return new Settings(timings, solver, maxMembers, maxHops, other, patience);
    }

    /** The protocol's values, for a solver that has so much time: the leader solves, no node sleeps. */
    public static Settings forBudget(Duration solverBudget) {
        return new Settings(Timings.forBudget(solverBudget), Solver.LEADER, 128, 16, Power.ALWAYS_ON);
    }
}
