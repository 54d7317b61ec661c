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
 * @param headroomPercent of its capacity: a node with less left is relieved before it is overloaded, where that is worth a
 *     migration; 0 for not before
 */
public record Settings(
        Timings timings,
        Solver solver,
        int maxMembers,
        int maxHops,
        Power power,
        Patience patience,
        int headroomPercent) {

    public Settings {
        Objects.requireNonNull(timings, "timings");
        Objects.requireNonNull(solver, "solver");
        Objects.requireNonNull(power, "power");
        Objects.requireNonNull(patience, "patience");
        if (maxMembers < 2 || maxHops < 0) {
            throw new IllegalArgumentException(
                    "An ISP has 2 members or more, not " + maxMembers + "; a request 0 hops or more, not " + maxHops);
        }
        if (headroomPercent < 0 || headroomPercent > 50) {
            throw new IllegalArgumentException("A headroom of " + headroomPercent + " %: it is 0 to 50");
        }
    }

    /** Without patience and headroom. */
    public Settings(Timings timings, Solver solver, int maxMembers, int maxHops, Power power) {
        this(timings, solver, maxMembers, maxHops, power, Patience.NONE, 0);
    }

    public Settings solvedBy(Solver other) {
        return new Settings(timings, other, maxMembers, maxHops, power, patience, headroomPercent);
    }

    public Settings being(Patience other) {
        return new Settings(timings, solver, maxMembers, maxHops, power, other, headroomPercent);
    }

    public Settings keepingFree(int percent) {
        return new Settings(timings, solver, maxMembers, maxHops, power, patience, percent);
    }

    /** An ISP for an overload that is none yet asks no more nodes than make so many with it. */
    int nearby() {
        return Math.max(2, patience.members());
    }

    public Settings with(Power other) {
        return new Settings(timings, solver, maxMembers, maxHops, other, patience, headroomPercent);
    }

    /** The protocol's values, for a solver that has so much time: the leader solves, no node sleeps. */
    public static Settings forBudget(Duration solverBudget) {
        return new Settings(Timings.forBudget(solverBudget), Solver.LEADER, 128, 16, Power.ALWAYS_ON);
    }
}
