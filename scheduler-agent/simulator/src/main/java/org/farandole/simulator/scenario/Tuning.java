package org.farandole.simulator.scenario;

import java.time.Duration;
import java.util.Objects;
import org.farandole.dvms.Detection;
import org.farandole.dvms.Patience;
import org.farandole.dvms.Power;
import org.jspecify.annotations.Nullable;

/**
 * How agents detect and solve; the defaults are the real agents' (docs/agent.md).
 *
 * @param window how long demand stays above capacity before it is an overload
 * @param hysteresisPercent of the capacity, by which demand must be below it to end an overload
 * @param coolDown how long a VM that migrated stays where it is
 * @param solveBudget for one solve
 * @param searchNodes decisions of the solver in one solve
 * @param leastGainPermille an overload below it is left alone, in thousandths of the node's capacity
 * @param perNode migrations of one plan at once from a node, and to it
 * @param perLink between a pair of nodes
 * @param patience when a leader takes a plan while its partition is small
 * @param power whether nodes may sleep
 * @param low when a node is under-used; none if never
 * @param headroomPercent of a node's capacity: one that has less left is relieved, where that is worth a migration
 * @param foresight whether plans are for demands as they are likely to become
 */
public record Tuning(
        Duration window,
        int hysteresisPercent,
        Duration coolDown,
        Duration solveBudget,
        long searchNodes,
        int leastGainPermille,
        int perNode,
        int perLink,
        Patience patience,
        int headroomPercent,
        Power power,
        Detection.@Nullable Low low,
        boolean foresight) {

    public static final Tuning USUAL = new Tuning(
            Duration.ofSeconds(1),
            1,
            Duration.ofSeconds(60),
            Duration.ofSeconds(1),
            200_000,
            1,
            2,
            2,
            Patience.NONE,
            0,
            Power.ALWAYS_ON,
            null,
            false);

    public Tuning {
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(coolDown, "coolDown");
        Objects.requireNonNull(solveBudget, "solveBudget");
        Objects.requireNonNull(patience, "patience");
    }

    public Tuning coolingDown(Duration other) {
        return new Tuning(
                window,
                hysteresisPercent,
                other,
                solveBudget,
                searchNodes,
                leastGainPermille,
                perNode,
                perLink,
                patience,
                headroomPercent,
                power,
                low,
                foresight);
    }

    public Tuning watchingFor(Duration other) {
        return new Tuning(
                other,
                hysteresisPercent,
                coolDown,
                solveBudget,
                searchNodes,
                leastGainPermille,
                perNode,
                perLink,
                patience,
                headroomPercent,
                power,
                low,
                foresight);
    }

    public Tuning solvingWithin(Duration other) {
        return new Tuning(
                window,
                hysteresisPercent,
                coolDown,
                other,
                searchNodes,
                leastGainPermille,
                perNode,
                perLink,
                patience,
                headroomPercent,
                power,
                low,
                foresight);
    }

    public Tuning being(Patience other) {
        return new Tuning(
                window,
                hysteresisPercent,
                coolDown,
                solveBudget,
                searchNodes,
                leastGainPermille,
                perNode,
                perLink,
                other,
                headroomPercent,
                power,
                low,
                foresight);
    }

    public Tuning keepingFree(int percent) {
        return new Tuning(
                window,
                hysteresisPercent,
                coolDown,
                solveBudget,
                searchNodes,
                leastGainPermille,
                perNode,
                perLink,
                patience,
                percent,
                power,
                low,
                foresight);
    }

    /** Nodes that are under-used may sleep. */
    public Tuning sleeping(Power saving, Detection.Low underuse) {
        return new Tuning(
                window,
                hysteresisPercent,
                coolDown,
                solveBudget,
                searchNodes,
                leastGainPermille,
                perNode,
                perLink,
                patience,
                headroomPercent,
                saving,
                underuse,
                foresight);
    }

    public Tuning lookingAhead(boolean ahead) {
        return new Tuning(
                window,
                hysteresisPercent,
                coolDown,
                solveBudget,
                searchNodes,
                leastGainPermille,
                perNode,
                perLink,
                patience,
                headroomPercent,
                power,
                low,
                ahead);
    }

    /** The same with less time for a solve. */
    public Tuning solvingWithin(Duration budget, long decisions) {
        return new Tuning(
                window,
                hysteresisPercent,
                coolDown,
                budget,
                decisions,
                leastGainPermille,
                perNode,
                perLink,
                patience,
                headroomPercent,
                power,
                low,
                foresight);
    }
}
