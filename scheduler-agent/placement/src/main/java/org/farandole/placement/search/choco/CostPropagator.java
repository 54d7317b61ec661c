package org.farandole.placement.search.choco;

import org.chocosolver.solver.constraints.Propagator;
import org.chocosolver.solver.constraints.PropagatorPriority;
import org.chocosolver.solver.exception.ContradictionException;
import org.chocosolver.solver.variables.IntVar;
import org.chocosolver.util.ESat;

/** Measure and price strictly below the {@link Incumbent}, lexicographically; in longs, which Choco's own objectives are not. */
final class CostPropagator extends Propagator<IntVar> {

    private final Incumbent incumbent;
    private final long base;
    private final IntVar[] hosts;
    private final long[][] price;
    private final IntVar[] breaches;
    private final long[] penalty;
    private final Survey survey;
    private final Gauge gauge;
    private final PriceTally tally;
    private final EmptyingBound emptying;

    /** @param base price of all that does not depend on the free VMs */
    CostPropagator(IntVar[] all, Gauge gauge, UnaryPrices unary, long base, GroupRules rules, Incumbent incumbent) {
        super(all, PropagatorPriority.QUADRATIC, false);
        this.gauge = gauge;
        this.base = base;
        this.incumbent = incumbent;
        survey = gauge.survey;
        hosts = survey.hosts;
        price = unary.of;
        breaches = rules.breaches.toArray(IntVar[]::new);
        penalty = rules.penalties.stream().mapToLong(each -> each).toArray();
        tally = new PriceTally(survey, unary);
        emptying = new EmptyingBound(gauge, tally);
    }

    @Override
    public void propagate(int events) throws ContradictionException {
        boolean again;
        do {
            survey.take();
            long measure = gauge.least();
            if (measure > incumbent.measure) {
                fails();
            }
            again = gauge.filter(incumbent.measure, this);
            if (!again) {
                again = propagatePrice(measure == incumbent.measure);
            }
        } while (again);
    }

    private boolean propagatePrice(boolean level) throws ContradictionException {
        tally.take();
        if (!tally.takeCovers(gauge)) {
            fails();
        }
        if (!level) {
            return false;
        }
        long slack = incumbent.price - 1 - leastPrice();
        if (slack < 0) {
            fails();
        }
        return incumbent.price != Long.MAX_VALUE && filter(slack);
    }

    private long leastPrice() {
        long least = base + tally.sum + emptying.take();
        for (int rule = 0; rule < breaches.length; rule++) {
            least += breaches[rule].getLB() * penalty[rule];
        }
        for (int node = 0; node < tally.cover.length; node++) {
            least += tally.cover[node];
        }
        return least;
    }

    private boolean filter(long slack) throws ContradictionException {
        if (emptying.filter(slack, this)) {
            return true;
        }
        boolean decided = false;
        for (int i = 0; i < survey.undecidedCount; i++) {
            int vm = survey.undecided[i];
            decided |= filter(vm, slack);
        }
        for (int rule = 0; rule < breaches.length; rule++) {
            long more = slack / penalty[rule];
            if (more < breaches[rule].getUB() - breaches[rule].getLB()) {
                breaches[rule].updateUpperBound(breaches[rule].getLB() + (int) more, this);
            }
        }
        return decided;
    }

    private boolean filter(int vm, long slack) throws ContradictionException {
        int home = survey.part.home[vm];
        boolean cheapestAtHome = tally.toLeave[vm] > 0;
        if (cheapestAtHome) {
            if (tally.cover[home] > 0 && !gauge.mayBeEmptied(home) && filterCovered(vm, slack)) {
                return true;
            }
            if (tally.isEven(vm) && emptying.increase(home, tally.toLeave[vm]) <= slack) {
                return false;
            }
        }
        IntVar host = hosts[vm];
        int last = host.getUB();
        for (int node = host.getLB(); node <= last; node = host.nextValue(node)) {
            long more = price[vm][node] - tally.least[vm];
            if (cheapestAtHome && node != home) {
                more = emptying.increase(home, more);
            }
            if (more > slack) {
                host.removeValue(node, this);
            }
        }
        return host.isInstantiated();
    }

    /** A VM on a node that has to lose some: whether the others cannot do without it, or it without them. */
    private boolean filterCovered(int vm, long slack) throws ContradictionException {
        int home = survey.part.home[vm];
        long cover = tally.cover[home];
        if (tally.coverIfStays(vm, gauge) - cover > slack) {
            return hosts[vm].removeValue(home, this);
        }
        if (tally.coverIfLeaves(vm, gauge) - cover > slack) {
            return hosts[vm].instantiateTo(home, this);
        }
        return false;
    }

    @Override
    public ESat isEntailed() {
        return ESat.UNDEFINED;
    }
}
