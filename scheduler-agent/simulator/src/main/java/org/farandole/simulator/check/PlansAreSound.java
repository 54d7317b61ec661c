package org.farandole.simulator.check;

import java.time.Instant;
import java.util.List;
import org.farandole.contracts.dvms.IspId;
import org.farandole.placement.Result;
import org.farandole.placement.check.PlanChecker;
import org.farandole.simulator.watch.Watcher;
import org.farandole.solving.Answer;

/** D4 and D7, at every moment of every plan that the planner gives, published or not, by the placement's own checker. */
final class PlansAreSound implements Watcher {

    @Override
    public void answered(Instant at, IspId isp, Answer answer) {
        if (answer instanceof Answer.Solved solved) {
            List<String> faults = faults(solved);
            BrokenInvariant.require(faults.isEmpty(), "D4: a plan of %s is wrong: %s", isp, faults);
        }
    }

    private static List<String> faults(Answer.Solved solved) {
        return switch (solved.result()) {
            case Result.Planned planned -> PlanChecker.faults(solved.problem(), planned.plan());
            case Result.NoPlan none ->
                none.best() == null ? List.of() : PlanChecker.faultsOfPartial(solved.problem(), none.best());
            case Result.NothingToDo _ -> List.of();
        };
    }
}
