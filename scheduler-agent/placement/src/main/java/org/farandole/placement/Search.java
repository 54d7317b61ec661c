package org.farandole.placement;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chocosolver.solver.Solver;

/** Answers questions: first by {@link RoomiestFirst}, then, where that gets lost, by learning from its fails, with restarts. */
final class Search {

    private static final int NODES_BEFORE_LEARNING = 400;
    private static final int FAILS_BEFORE_RESTART = 60;

    private final Instance instance;
    private final int[] leastMoves;
    private final Effort effort;

    Search(Instance instance, int[] leastMoves, Effort effort) {
        this.instance = instance;
        this.leastMoves = leastMoves;
        this.effort = effort;
    }

    Answer ask(Question question) {
        Answer first = run(question, false);
        return first instanceof Answer.Unknown && !effort.exhausted() ? run(question, true) : first;
    }

    /** Only the first way, for questions whose answer is welcome but not needed. */
    Answer askBriefly(Question question) {
        return run(question, false);
    }

    private Answer run(Question question, boolean learning) {
        if (effort.exhausted()) {
            return new Answer.Unknown();
        }
        Optional<PlacementModel> built = PlacementModel.of(instance, question, leastMoves);
        if (built.isEmpty()) {
            return new Answer.None(false);
        }
        PlacementModel model = built.get();
        Solver solver = model.model.getSolver();
        steer(solver, model, learning);
        boolean forWantOfOrder = false;
        try {
            while (solver.solve()) {
                int[] hosts = model.solution();
                Optional<List<MoveOrder.Step>> steps = MoveOrder.of(instance, hosts);
                if (steps.isPresent()) {
                    return new Answer.Found(hosts, steps.get());
                }
                forWantOfOrder = true;
            }
            return solver.isStopCriterionMet() ? new Answer.Unknown() : new Answer.None(forWantOfOrder);
        } finally {
            effort.spent(solver);
        }
    }

    private void steer(Solver solver, PlacementModel model, boolean learning) {
        if (learning) {
            solver.setSearch(org.chocosolver.solver.search.strategy.Search.domOverWDegSearch(model.hosts));
            solver.setGeometricalRestart(
                    FAILS_BEFORE_RESTART,
                    1.2,
                    new org.chocosolver.solver.search.limits.FailCounter(model.model, 0),
                    Integer.MAX_VALUE);
            solver.setNoGoodRecordingFromSolutions(model.hosts);
            effort.limit(solver, Long.MAX_VALUE);
        } else {
            RoomiestFirst roomiest = new RoomiestFirst(model, instance, effort.seed());
            solver.setSearch(org.chocosolver.solver.search.strategy.Search.intVarSearch(
                    roomiest, roomiest, Arrays.copyOf(model.hosts, model.hosts.length)));
            effort.limit(solver, NODES_BEFORE_LEARNING);
        }
    }
}
