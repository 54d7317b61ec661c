package org.farandole.simulator.solving;

import java.util.Collection;
import java.util.function.LongSupplier;
import org.farandole.contracts.dvms.NodeState;

/**
 * The clock that the planner sees in virtual time: it goes on by the work that is done, not by the machine's time. To prepare a
 * problem costs so much for each VM and node, and each look at the clock stands for what the search does between two looks. So a search that runs into its wall-time limit does so in every run at the same decision.
 *
 * <p>The constants are fitted to the planner's real times, on the machine of docs/results.md, warm.
 */
final class SolverClock implements LongSupplier {

    private static final long PROBLEM_NANOS = 150_000;
    private static final long VM_NANOS = 6_000;
    private static final long LOOK_NANOS = 4_000;
    private static final long LOOK_VM_NANOS = 60;

    private long now;
    private long step;

    /** A new problem: its preparation is over. */
    void begin(Collection<NodeState> states) {
        long vms = states.stream().mapToLong(state -> state.vms().size()).sum();
        now += PROBLEM_NANOS + VM_NANOS * vms;
        step = LOOK_NANOS + LOOK_VM_NANOS * vms;
    }

    long now() {
        return now;
    }

    @Override
    public long getAsLong() {
        now += step;
        return now;
    }
}
