package org.farandole.placement.search.choco;

import org.chocosolver.solver.search.strategy.decision.Decision;
import org.chocosolver.solver.search.strategy.decision.DecisionPath;
import org.chocosolver.solver.variables.BoolVar;
import org.jspecify.annotations.Nullable;

/** Hands out the variables of {@link StayPropagator}, but never twice for the same state. */
final class Stays {

    private final BoolVar[] stays;
    private final DecisionPath path;

    Stays(BoolVar[] stays, DecisionPath path) {
        this.stays = stays;
        this.path = path;
    }

    @Nullable
    BoolVar next() {
        Decision<?> last = path.getLastDecision();
        for (BoolVar stay : stays) {
            if (last.getDecisionVariable() == stay) {
                return null;
            }
            if (!stay.isInstantiated()) {
                return stay;
            }
        }
        return null;
    }
}
