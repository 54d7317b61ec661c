package org.farandole.simulator.solving;

import java.util.Collection;
import java.util.function.LongSupplier;
import org.farandole.contracts.dvms.NodeState;

/**
 * The clock that the planner sees in virtual time: it goes on by the work that is done, not by the machine's time. A problem costs
 * so much for each VM, to prepare and to write its record; each look at the clock stands for what the search does between two
 * looks, but for the first few, between which nothing is searched. So a search that runs into its wall-time limit does so in every run
 * at the same decision.
 *
 * <p>The constants are fitted to the planner's real times for 2 to 64 nodes at 50 to 70 % demand (the tests' {@code Calibration}), warm,
 * on a two-core virtual machine: 58 µs for 20 VMs, 225 µs for 160, 1 ms for 640; 2,700 looks a second in long searches.
 */
final class SolverClock implements LongSupplier {

    /** The record of a solve, and the way to the solver's thread and back, are most of it. */
    private static final long PROBLEM_NANOS = 300_000;

    private static final long VM_NANOS = 1_400;
    private static final long FIRST_LOOK_NANOS = 5_000;
    private static final long LOOK_NANOS = 370_000;
    private static final int FIRST_LOOKS = 6;

    private long now;
    private int looks;

    /** A new problem: its preparation is over. */
    void begin(Collection<NodeState> states) {
        long vms = states.stream().mapToLong(state -> state.vms().size()).sum();
        now += PROBLEM_NANOS + VM_NANOS * vms;
        looks = 0;
    }

    long now() {
        return now;
    }

    @Override
    public long getAsLong() {
        looks++;
        now += looks <= FIRST_LOOKS ? FIRST_LOOK_NANOS : LOOK_NANOS;
        return now;
    }
}
