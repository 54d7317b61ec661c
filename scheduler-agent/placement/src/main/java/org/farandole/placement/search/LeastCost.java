package org.farandole.placement.search;

import java.util.stream.IntStream;

/**
 * The cheapest arrangement in which nothing is wrong: first with nothing paid beyond the lower bound, then with a little more
 * and more again (iterative deepening, Korf 1985), which keeps what is tried small; where that takes too long, any plan, and
 * better ones by neighbourhoods.
 */
final class LeastCost {

    /** A share of what is left for each step of deepening, so that a plan is found in any case. */
    private static final int SHARE = 4;

    private static final int DIVE_NODES = 400;
    private static final int DIVE_NODES_A_NEED = 40;

    enum Outcome {
        /** The best there is. */
        PROVED,
        /** There is none. */
        NONE,
        /** The limits were reached first. */
        STOPPED
    }

    private final Instance instance;
    private final Effort effort;
    private final Best best;
    private final Region everything;
    private long bound;

    LeastCost(Instance instance, Effort effort, Best best) {
        this.instance = instance;
        this.effort = effort;
        this.best = best;
        everything = Region.everything(instance, best.sequencer());
    }

    /** A lower bound on the price, known after {@link #search}. */
    long bound() {
        return bound;
    }

    Outcome search() {
        bound = on(everything).bound();
        if (bound >= Shedding.IMPOSSIBLE) {
            return Outcome.NONE;
        }
        Outcome outcome = deepen();
        if (outcome != Outcome.STOPPED) {
            return outcome;
        }
        return effort.exhausted() ? outcome : roughly();
    }

    private Outcome deepen() {
        long step = cheapest();
        long ceiling = bound + 1;
        long mostNodes = Math.max(DIVE_NODES, effort.left() / SHARE);
        if (instance.vmCount() > 2_000) {
            mostNodes = Math.min(mostNodes, dive());
        }
        while (!effort.exhausted()) {
            boolean complete = on(everything).run(Math.min(ceiling, best.price()), mostNodes);
            if (complete && best.solution() != null) {
                bound = best.certain() ? best.price() : bound;
                return best.certain() ? Outcome.PROVED : Outcome.STOPPED;
            }
            if (!complete) {
                return Outcome.STOPPED;
            }
            bound = Math.max(bound, ceiling);
            if (ceiling >= Shedding.IMPOSSIBLE) {
                return best.certain() ? Outcome.NONE : Outcome.STOPPED;
            }
            ceiling = ceiling > bound + 64 * step ? Shedding.IMPOSSIBLE : ceiling + step;
            step *= 2;
        }
        return Outcome.STOPPED;
    }

    private Outcome roughly() {
        if (best.solution() == null) {
            on(everything).run(Shedding.IMPOSSIBLE, dive());
        }
        if (best.solution() != null && best.price() > bound) {
            new Neighbourhoods(instance, effort, best, bound).improve();
        }
        return best.solution() != null && best.price() <= bound ? Outcome.PROVED : Outcome.STOPPED;
    }

    private long dive() {
        Arrangement at = new Arrangement(instance);
        return DIVE_NODES + DIVE_NODES_A_NEED * (long) (at.over.cardinality() + instance.nodesToLeave.cardinality());
    }

    private long cheapest() {
        return IntStream.range(0, instance.vmCount())
                .filter(vm -> instance.mayMove[vm])
                .mapToLong(instance.prices::least)
                .min()
                .orElse(1);
    }

    private EjectionSearch on(Region region) {
        return new EjectionSearch(
                new Arrangement(instance),
                region,
                effort,
                found -> best.offer(found, 0),
                true);
    }
}
