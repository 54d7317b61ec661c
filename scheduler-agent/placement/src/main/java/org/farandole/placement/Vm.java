package org.farandole.placement;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * A VM of the problem.
 *
 * @param host the name of the node that it runs on
 * @param demand what it would use if nothing held it back, or, of what is rigid, what it takes on its node
 * @param deviation the standard deviation of its demand
 * @param dirtyMiBPerSecond how fast it writes to memory that was copied already
 * @param coolDown how long it stays yet because it moved lately; zero if it may move
 * @param notTo names of nodes that it must not move to, such as the one it came from; nodes outside the problem are allowed
 * @param maySuspend it may be suspended and resumed elsewhere where nothing else works
 */
public record Vm(
        String name,
        String host,
        Amounts demand,
        Amounts deviation,
        int dirtyMiBPerSecond,
        Duration coolDown,
        Set<String> notTo,
        boolean maySuspend) {

    /** @throws IllegalArgumentException naming the VM, if a figure is negative */
    public Vm {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(demand, "demand");
        Objects.requireNonNull(deviation, "deviation");
        notTo = Set.copyOf(notTo);
        if (name.isBlank()) {
            throw new IllegalArgumentException("A VM needs a name");
        }
        if (dirtyMiBPerSecond < 0 || coolDown.isNegative()) {
            throw new IllegalArgumentException("VM " + name + " gets dirty at " + dirtyMiBPerSecond
                    + " MiB/s and cools down for " + coolDown + "; neither may be negative");
        }
    }

    /** A VM of CPU (percent of one core) and memory alone that may move to any node. */
    public Vm(String name, String host, int cpuPercent, int memoryMiB) {
        this(name, host, Amounts.of(cpuPercent, memoryMiB));
    }

    /** A VM that may move to any node. */
    public Vm(String name, String host, Amounts demand) {
        this(name, host, demand, Amounts.NONE, 0, Duration.ZERO, Set.of(), false);
    }

    public Vm on(String otherHost) {
        return new Vm(name, otherHost, demand, deviation, dirtyMiBPerSecond, coolDown, notTo, maySuspend);
    }

    public Vm varyingBy(Amounts standardDeviation) {
        return new Vm(name, host, demand, standardDeviation, dirtyMiBPerSecond, coolDown, notTo, maySuspend);
    }

    public Vm dirtying(int miBPerSecond) {
        return new Vm(name, host, demand, deviation, miBPerSecond, coolDown, notTo, maySuspend);
    }

    public Vm coolingDownFor(Duration left) {
        return new Vm(name, host, demand, deviation, dirtyMiBPerSecond, left, notTo, maySuspend);
    }

    public Vm notTo(Set<String> nodes) {
        return new Vm(name, host, demand, deviation, dirtyMiBPerSecond, coolDown, nodes, maySuspend);
    }

    public Vm suspendable() {
        return new Vm(name, host, demand, deviation, dirtyMiBPerSecond, coolDown, notTo, true);
    }

    public int memoryMiB() {
        return demand.get(Dimension.MEMORY);
    }
}
