package org.farandole.placement.plan;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Actions and their order. Whatever lawful moment each starts at, and however long it takes, nothing rigid is above its limit
 * and every continuous rule holds, all the time.
 *
 * @param gainCpuPercent CPU demanded above the nodes' limits that it removes, summed, in percent of one core
 */
public record Plan(List<Action> actions, int gainCpuPercent) {

    public Plan {
        actions = List.copyOf(actions);
        if (actions.isEmpty()) {
            throw new IllegalArgumentException("A plan without actions is NothingToDo");
        }
    }

    public Stream<Action.Migrate> migrations() {
        return actions.stream().filter(Action.Migrate.class::isInstance).map(Action.Migrate.class::cast);
    }

    /** The number of moves: migrations, and suspensions with their resumption. */
    public int moves() {
        return (int) actions.stream()
                .filter(action -> action instanceof Action.Migrate || action instanceof Action.Suspend)
                .count();
    }

    /**
     * The time of all moves, summed, in the node's time. A suspension with its resumption counts once, as the migration that it
     * stands for.
     */
    public Duration cost() {
        return actions.stream()
                .filter(action -> action instanceof Action.Migrate || action instanceof Action.Resume)
                .map(Action::estimate)
                .reduce(Duration.ZERO, Duration::plus);
    }
}
