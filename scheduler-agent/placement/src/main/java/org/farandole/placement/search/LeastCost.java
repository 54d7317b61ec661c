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

    /** VMs, from which on a first plan comes before the proof. */
    private static final int LARGE = 2_000;

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
    private long lowest;
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
        lowest = on(everything).bound();
        bound = lowest;
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
        long mostNodes = Math.max(DIVE_NODES, effort.left() / SHARE);
        if (large()) {
            mostNodes = Math.min(mostNodes, dive());
        }
        for (long extra : new long[] {1, cheapest(), 3 * cheapest(), 7 * cheapest(), Shedding.IMPOSSIBLE - lowest}) {
            long ceiling = lowest + extra;
            boolean complete = on(everything).run(Math.min(ceiling, best.price()), mostNodes);
            if (best.solution() != null && complete) {
                bound = best.certain() ? best.price() : bound;
                return best.certain() ? Outcome.PROVED : Outcome.STOPPED;
            }
            if (!complete) {
                return Outcome.STOPPED;
            }
            bound = best.certain() ? ceiling : bound;
        }
        return best.certain() ? Outcome.NONE : Outcome.STOPPED;
    }

    private boolean large() {
        return instance.vmCount() > LARGE;
    }

    private Outcome roughly() {
        if (best.solution() == null) {
            long mostNodes = large() ? dive() : effort.left() / 2;
            boolean complete = on(everything).run(Shedding.IMPOSSIBLE, mostNodes);
            if (complete && best.certain()) {
                return best.solution() == null ? Outcome.NONE : Outcome.PROVED;
            }
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
                found -> best.price(found, 0),
                true);
    }
}
