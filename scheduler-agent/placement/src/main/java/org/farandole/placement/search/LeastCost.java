package org.farandole.placement.search;

import java.util.stream.IntStream;
import org.farandole.placement.search.choco.Measure;

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

    /** Nodes, up to which the proof is sought at once. */
    private static final int SMALL = 24;

    private static final int TURNS = 12;
    private static final long TURN = 7_919;
    private static final int DIVE_NODES = 400;
    private static final long QUICK_NODES = 20_000;
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
        return search(true);
    }

    /** For a start, of which the price counts little: the cheapest where that is quickly found, or else any. */
    Outcome start() {
        return search(false);
    }

    private Outcome search(boolean thorough) {
        Outcome outcome = cheapestFirst(thorough);
        if (outcome == Outcome.STOPPED && best.solution() == null) {
            roughly();
        }
        return outcome;
    }

    /** Without a plan by now, one by rule of thumb is better than none. */
    private void roughly() {
        Best rough = new Partial(instance, effort).nearest();
        Best.Solution solution = rough.solution();
        if (solution != null && rough.reachesTheGoal()) {
            best.replace(solution);
        }
    }

    private Outcome cheapestFirst(boolean thorough) {
        lowest = on(everything).bound();
        bound = lowest;
        if (bound >= Shedding.IMPOSSIBLE) {
            return Outcome.NONE;
        }
        long atFirst = large() ? DIVE_NODES + 2L * instance.prices.moves(bound) : dive();
        boolean complete = on(everything).run(bound + 1, Math.min(atFirst, effort.left() / SHARE));
        if (atTheBound() && best.certain()) {
            return Outcome.PROVED;
        }
        bound += complete && best.certain() ? 1 : 0;
        if (instance.nodeCount() <= SMALL) {
            Outcome quick = deepen(QUICK_NODES);
            if (quick != Outcome.STOPPED) {
                return quick;
            }
        }
        anyPlan();
        if (thorough) {
            betterPlan();
        }
        if (atTheBound()) {
            return Outcome.PROVED;
        }
        if (effort.exhausted() || large() || !thorough && best.solution() != null) {
            return Outcome.STOPPED;
        }
        Outcome outcome = deepen(Math.max(DIVE_NODES, effort.left() / 2));
        return outcome == Outcome.STOPPED ? exactly() : outcome;
    }

    private boolean atTheBound() {
        return best.solution() != null && best.price() <= bound;
    }

    /** Without asking for a proof, or for a good one. */
    private void anyPlan() {
        Arrangement found = new PieceByPiece(instance, effort, everything).solve();
        if (found != null) {
            best.price(found, 0);
        }
        for (int turn = 0; best.solution() == null && turn < TURNS && !effort.exhausted(); turn++) {
            on(everything, turn).run(Shedding.IMPOSSIBLE, dive() << Math.min(turn, 4));
        }
    }

    private void betterPlan() {
        if (best.solution() != null && !atTheBound()) {
            new Neighbourhoods(instance, effort, best, bound).improve();
        }
    }

    /** @param nodes for each step */
    private Outcome deepen(long nodes) {
        for (long extra : new long[] {1, cheapest(), 3 * cheapest(), 7 * cheapest(), Shedding.IMPOSSIBLE - lowest}) {
            long ceiling = Math.min(lowest + extra, best.price());
            if (ceiling <= bound) {
                continue;
            }
            boolean complete = on(everything).run(ceiling, Math.min(nodes, effort.left()));
            if (complete && best.solution() != null && best.price() <= ceiling) {
                bound = best.certain() ? best.price() : bound;
                return best.certain() ? Outcome.PROVED : Outcome.STOPPED;
            }
            if (!complete) {
                break;
            }
            bound = best.certain() ? Math.max(bound, ceiling) : bound;
        }
        return bound >= Shedding.IMPOSSIBLE ? Outcome.NONE : atTheBound() ? Outcome.PROVED : Outcome.STOPPED;
    }

    /** The solver propagates what the search above only bounds. */
    private Outcome exactly() {
        if (!Exactly.improve(instance, effort, Measure.NONE, best)) {
            return Outcome.STOPPED;
        }
        bound = best.price();
        return best.solution() == null ? Outcome.NONE : Outcome.PROVED;
    }

    private boolean large() {
        return instance.vmCount() > LARGE;
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
        return on(region, 0);
    }

    private EjectionSearch on(Region region, int turn) {
        return new EjectionSearch(
                new Arrangement(instance), region, effort, turn * TURN, found -> best.price(found, 0), true);
    }
}
