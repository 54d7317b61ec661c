package org.farandole.placement.search.choco;

import java.util.SplittableRandom;
import org.chocosolver.solver.search.strategy.assignments.DecisionOperator;
import org.chocosolver.solver.search.strategy.assignments.DecisionOperatorFactory;
import org.chocosolver.solver.search.strategy.decision.Decision;
import org.chocosolver.solver.search.strategy.strategy.AbstractStrategy;
import org.chocosolver.solver.variables.BoolVar;
import org.chocosolver.solver.variables.IntVar;
import org.jspecify.annotations.Nullable;

/**
 * What to decide next: nodes to be emptied, the cheapest first; then who leaves the nodes that are too full; then where those
 * go that leave, the largest first; then all others stay. After restarts, VMs whose decisions failed most come before all that.
 */
final class GuidedSearch extends AbstractStrategy<IntVar> {

    private static final DecisionOperator<IntVar> IS = DecisionOperatorFactory.makeIntEq();
    private static final DecisionOperator<IntVar> IS_NOT = DecisionOperatorFactory.makeIntNeq();

    private final PlacementModel placement;
    private final Survey survey;
    private final Fit fit;
    private final Stays stays;
    private final Leavers leavers;
    private final double[] size;
    private final SplittableRandom random;
    private final @Nullable Failures failures;

    /** @param failures none for a search without restarts */
    GuidedSearch(PlacementModel placement, long seed, @Nullable Failures failures) {
        super(placement.hosts);
        this.placement = placement;
        this.failures = failures;
        survey = new Survey(placement.part, placement.hosts);
        fit = new Fit(survey, placement.unary, placement.measure == Measure.NODES_IN_USE);
        stays = new Stays(placement.stays, decisionPath);
        leavers = new Leavers(survey, placement.unary, placement.measure == Measure.IMBALANCE);
        size = Fit.sizes(placement.part);
        random = new SplittableRandom(seed);
    }

    @Override
    public @Nullable Decision<IntVar> getDecision() {
        BoolVar node = cheapestToEmpty();
        if (node != null) {
            return decide(node, IS, 0);
        }
        survey.take();
        if (survey.undecidedCount == 0) {
            return null;
        }
        if (failures != null && failures.worst(survey) >= 0) {
            return place(failures.worst(survey));
        }
        leavers.take();
        if (leavers.found()) {
            return leavers.destination() < 0
                    ? decide(hosts()[leavers.vm()], IS_NOT, placement.part.home[leavers.vm()])
                    : decide(hosts()[leavers.vm()], IS, leavers.destination());
        }
        int homeless = largestHomeless();
        if (homeless >= 0) {
            return place(homeless);
        }
        BoolVar stay = stays.next();
        return stay == null ? place(survey.undecided[0]) : decide(stay, IS, 1);
    }

    private IntVar[] hosts() {
        return placement.hosts;
    }

    private Decision<IntVar> decide(IntVar variable, DecisionOperator<IntVar> operator, int value) {
        return decisionPath.makeIntDecision(variable, operator, value);
    }

    private Decision<IntVar> place(int vm) {
        int from = failures == null ? 0 : random.nextInt(placement.part.nodeCount());
        return decide(hosts()[vm], IS, fit.best(vm, from));
    }

    private @Nullable BoolVar cheapestToEmpty() {
        BoolVar cheapest = null;
        double least = Double.MAX_VALUE;
        for (int node = 0; node < placement.used.length; node++) {
            BoolVar used = placement.used[node];
            if (used != null && !used.isInstantiated()) {
                double price = leavers.priceOfEmptying(node);
                if (price < least) {
                    least = price;
                    cheapest = used;
                }
            }
        }
        return cheapest;
    }

    private int largestHomeless() {
        int largest = -1;
        for (int i = 0; i < survey.undecidedCount; i++) {
            int vm = survey.undecided[i];
            boolean homeless = !hosts()[vm].contains(placement.part.home[vm]);
            if (homeless && (largest < 0 || size[vm] > size[largest])) {
                largest = vm;
            }
        }
        return largest;
    }
}
