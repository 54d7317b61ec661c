package org.farandole.placement;

import java.time.Duration;
import java.util.List;

/**
 * Migrations and their order. Whatever lawful moment each starts at, memory holds on every node all the time.
 *
 * @param gainCpuPercent demand above capacity that it removes, summed over the nodes, in percent of one core
 */
public record Plan(List<Migration> migrations, int gainCpuPercent) {

    public Plan {
        migrations = List.copyOf(migrations);
        if (migrations.isEmpty()) {
            throw new IllegalArgumentException("A plan without migrations is NothingToDo");
        }
    }

    /** The migrations' time, summed, in the node's time. */
    public Duration cost() {
        return migrations.stream().map(Migration::estimate).reduce(Duration.ZERO, Duration::plus);
    }
}
