package org.farandole.simulator.scenario;

import java.time.Duration;
import java.util.Objects;

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
 */
public record Tuning(
        Duration window,
        int hysteresisPercent,
        Duration coolDown,
        Duration solveBudget,
        long searchNodes,
        int leastGainPermille,
        int perNode,
        int perLink) {

    public static final Tuning USUAL =
            new Tuning(Duration.ofSeconds(1), 1, Duration.ofSeconds(60), Duration.ofSeconds(1), 200_000, 1, 2, 2);

    public Tuning {
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(coolDown, "coolDown");
        Objects.requireNonNull(solveBudget, "solveBudget");
    }

    public Tuning coolingDown(Duration other) {
        return new Tuning(
                window, hysteresisPercent, other, solveBudget, searchNodes, leastGainPermille, perNode, perLink);
    }

    public Tuning watchingFor(Duration other) {
        return new Tuning(
                other, hysteresisPercent, coolDown, solveBudget, searchNodes, leastGainPermille, perNode, perLink);
    }

    public Tuning solvingWithin(Duration other) {
        return new Tuning(window, hysteresisPercent, coolDown, other, searchNodes, leastGainPermille, perNode, perLink);
    }
}
