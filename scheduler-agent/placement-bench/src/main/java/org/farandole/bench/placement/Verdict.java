package org.farandole.bench.placement;

import java.util.ArrayList;
import java.util.List;
import org.farandole.placement.Goal;
import org.farandole.placement.Problem;
import org.farandole.placement.check.PlanChecker;
import org.farandole.placement.plan.Plan;
import org.jspecify.annotations.Nullable;

/** Whether answers are right: each by itself, and next to each other. Anything found here ends the run. */
final class Verdict {

    private Verdict() {}

    /** Of our planner's: by the checker of plans, at every moment, and by the final state. */
    static List<String> ofOurs(Problem problem, Planned planned) {
        List<String> faults = new ArrayList<>(ofTheirs(problem, planned));
        Plan plan = planned.plan();
        if (plan != null) {
            faults.addAll(PlanChecker.faults(problem, plan));
        }
        return faults;
    }

    /** Of any planner's: by the final state, and the bound that holds for all. */
    static List<String> ofTheirs(Problem problem, Planned planned) {
        if (planned.status() != Planned.Status.SOLVED) {
            return List.of();
        }
        List<String> faults = new ArrayList<>(FinalState.faults(problem, planned.plan()));
        int bound = LowerBound.moves(problem);
        if (planned.moves() < bound) {
            faults.add(planned.moves() + " moves are fewer than the bound of " + bound);
        }
        return faults;
    }

    /** What one planner proved and the other's plan refutes. */
    static List<String> ofBoth(Problem problem, @Nullable Planned ours, @Nullable Planned theirs) {
        if (ours == null || theirs == null || theirs.status() != Planned.Status.SOLVED) {
            return List.of();
        }
        List<String> faults = new ArrayList<>();
        if (ours.status() == Planned.Status.IMPOSSIBLE) {
            faults.add("proved impossible by Farandole, and solved by BtrPlace with " + theirs.moves() + " moves");
        }
        boolean same = problem.goal() != Goal.CONSOLIDATE;
        if (same && ours.status() == Planned.Status.SOLVED && theirs.moves() < ours.leastMoves()) {
            faults.add(
                    "at least " + ours.leastMoves() + " moves by Farandole, and BtrPlace's plan has " + theirs.moves());
        }
        if (same && ours.proved() && ours.status() == Planned.Status.SOLVED && theirs.moves() < ours.moves()) {
            faults.add(ours.moves() + " moves proved best by Farandole, and BtrPlace's plan has " + theirs.moves());
        }
        return faults;
    }
}
