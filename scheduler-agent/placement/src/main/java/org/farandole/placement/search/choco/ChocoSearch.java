package org.farandole.placement.search.choco;

import java.util.BitSet;
import java.util.Optional;
import org.chocosolver.solver.Solver;
import org.chocosolver.solver.search.limits.FailCounter;
import org.farandole.placement.search.Arrangement;
import org.farandole.placement.search.Effort;
import org.farandole.placement.search.Instance;
import org.jspecify.annotations.Nullable;

/**
 * Finds arrangements that are strictly better than a bound, and proves that there are none. The same input, seed and limits give
 * the same answer. Not thread-safe; several may run side by side, each with an {@link Effort} of its own.
 */
public final class ChocoSearch {

    /** After so many dead ends the search begins anew and learns from the ones to come. */
    private static final long FAILS_BEFORE_LEARNING = 600;

    private static final long FAILS_BEFORE_RESTART = 100;
    private static final double GROWTH_OF_RESTARTS = 1.3;

    private final Instance instance;
    private final Measure measure;
    private final Ordering ordering;
    private final Effort effort;
    private final int[] allowed;

    public ChocoSearch(Instance instance, Measure measure, Ordering ordering, Effort effort) {
        this.instance = instance;
        this.measure = measure;
        this.ordering = ordering;
        this.effort = effort;
        allowed = new int[instance.guards.size()];
        if (!instance.terms.repair()) {
            Arrangement before = new Arrangement(instance);
            for (int guard = 0; guard < allowed.length; guard++) {
                allowed[guard] = before.breachOf(guard);
            }
        }
    }

    /**
     * The best arrangement in the neighbourhood.
     *
     * @param at where VMs that are not free stay
     * @param below what is to be beaten
     * @param nodeLimit decisions, besides what is left of the effort
     */
    public Answer improve(Arrangement at, Neighbourhood free, Bounds below, long nodeLimit) {
        Subproblem part = new Subproblem(at, free);
        Incumbent incumbent = new Incumbent(below);
        if (part.vmCount() == 0) {
            return asItIs(at, incumbent);
        }
        Run first = new Run(part, incumbent, nodeLimit, null);
        first.run(false);
        if (first.complete || effort.exhausted() || first.nodes >= nodeLimit) {
            return answer(first, incumbent);
        }
        Run second = new Run(part, incumbent, nodeLimit - first.nodes, first.best);
        second.run(true);
        return answer(second, incumbent);
    }

    /** With nothing free there is one arrangement. */
    private Answer asItIs(Arrangement at, Incumbent incumbent) {
        Bounds here = Bounds.of(measure, at);
        if (!incumbent.isAbove(here.measure(), here.price()) || !lawful(at)) {
            return new Answer.None();
        }
        long price = ordering.price(at, here.measure());
        return price < Ordering.IMPOSSIBLE && incumbent.isAbove(here.measure(), price)
                ? new Answer.Found(at.host.clone(), here.measure(), price, true)
                : new Answer.None();
    }

    private boolean lawful(Arrangement at) {
        for (int guard = 0; guard < allowed.length; guard++) {
            if (instance.guards.get(guard).penalty == 0 && at.breachOf(guard) > allowed[guard]) {
                return false;
            }
        }
        return !new Subproblem(at, new Neighbourhood(new BitSet(), new BitSet())).lost();
    }

    private static Answer answer(Run run, Incumbent incumbent) {
        if (run.best != null) {
            return new Answer.Found(run.best, incumbent.measure, incumbent.price, run.complete);
        }
        return run.complete ? new Answer.None() : new Answer.Unknown();
    }

    private final class Run {
        private final Subproblem part;
        private final Incumbent incumbent;
        private final long nodeLimit;
        private int @Nullable [] best;
        private long nodes;
        private boolean complete;

        Run(Subproblem part, Incumbent incumbent, long nodeLimit, int @Nullable [] best) {
            this.part = part;
            this.incumbent = incumbent;
            this.nodeLimit = nodeLimit;
            this.best = best;
        }

        void run(boolean learning) {
            Optional<PlacementModel> built = PlacementModel.of(part, measure, incumbent, allowed);
            if (built.isEmpty()) {
                complete = true;
                return;
            }
            PlacementModel model = built.get();
            Solver solver = model.model.getSolver();
            steer(solver, model, learning);
            while (solver.solve()) {
                take(model.solution());
            }
            complete = !solver.isStopCriterionMet();
            tell(solver);
            effort.failed(solver.getFailCount());
        }

        private void steer(Solver solver, PlacementModel model, boolean learning) {
            Failures failures = learning ? new Failures(model.hosts) : null;
            solver.setSearch(new GuidedSearch(model, effort.seed(), failures));
            if (failures != null) {
                solver.plugMonitor(failures);
                solver.setGeometricalRestart(
                        FAILS_BEFORE_RESTART, GROWTH_OF_RESTARTS, new FailCounter(model.model, 0), Integer.MAX_VALUE);
                solver.setNoGoodRecordingFromRestarts();
                solver.setNoGoodRecordingFromSolutions(model.hosts);
            }
            solver.addStopCriterion(() -> {
                tell(solver);
                return nodes >= nodeLimit
                        || effort.exhausted()
                        || !learning && solver.getFailCount() >= FAILS_BEFORE_LEARNING;
            });
        }

        private void tell(Solver solver) {
            effort.decided(solver.getNodeCount() - nodes);
            nodes = solver.getNodeCount();
        }

        private void take(int[] hosts) {
            Arrangement reached = arrangement(hosts);
            long reachedMeasure = measure.of(reached);
            long price = ordering.price(reached, reachedMeasure);
            if (price < Ordering.IMPOSSIBLE && incumbent.isAbove(reachedMeasure, price)) {
                best = hosts;
                incumbent.lower(reachedMeasure, price);
            }
        }

        private Arrangement arrangement(int[] hosts) {
            return new Arrangement(instance).goTo(hosts);
        }
    }
}
