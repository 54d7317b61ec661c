package org.farandole.solving;

import java.util.List;
import org.farandole.placement.Goal;
import org.farandole.placement.Limits;

/**
 * A recorded solve, solved again.
 *
 * @param goal that it was solved for now
 * @param limits that it was solved within now
 * @param differences of this answer from the recorded one, a line each; empty if it is the same
 */
public record Replayed(SolveInput input, Goal goal, Limits limits, Answer answer, List<String> differences) {

    public Replayed {
        differences = List.copyOf(differences);
    }

    public boolean same() {
        return differences.isEmpty();
    }
}
