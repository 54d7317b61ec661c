package org.farandole.agent.solving;

import java.util.function.Consumer;
import org.farandole.dvms.Effect.SolveLocally;
import org.farandole.solving.Solution;

/** Solves partitions aside. */
@FunctionalInterface
public interface Solving {

    /** Answers on another thread, or not at all if a later solve of the same ISP was asked for meanwhile. */
    void solve(SolveLocally wanted, Consumer<Solution> answer);
}
