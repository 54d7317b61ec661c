package org.farandole.placement.search;

import org.farandole.placement.search.choco.Answer;
import org.farandole.placement.search.choco.Bounds;
import org.farandole.placement.search.choco.ChocoSearch;
import org.farandole.placement.search.choco.Measure;
import org.farandole.placement.search.choco.Neighbourhood;
import org.farandole.placement.search.choco.Ordering;

/** Hands a small problem to the solver: better than the best so far, or the proof that there is nothing better. */
final class Exactly {

    /** Pairs of a VM and a node, beyond which a model takes longer to build than a proof is likely. */
    private static final long MOST_PAIRS = 50_000;

    /** The same for balances, of which nearly as good ones abound. */
    private static final long MOST_PAIRS_TO_BALANCE = 500;

    private final Instance instance;
    private final Effort effort;
    private final Measure measure;
    private final Ordering ordering;

    Exactly(Instance instance, Effort effort, Measure measure, Ordering ordering) {
        this.instance = instance;
        this.effort = effort;
        this.measure = measure;
        this.ordering = ordering;
    }

    /** @return whether the best is, now, proved to be the best there is, or that there is none */
    static boolean improve(Instance instance, Effort effort, Measure measure, Best best) {
        Best.Solution solution = best.solution();
        Bounds below = solution == null ? Bounds.NONE : new Bounds(solution.measure(), solution.price());
        return new Exactly(instance, effort, measure, best::price).isTheBest(Neighbourhood.whole(instance), below)
                && best.certain();
    }

    /** @return whether nothing is better than {@code below} and all that the ordering was asked for */
    boolean isTheBest(Neighbourhood within, Bounds below) {
        long most = measure == Measure.IMBALANCE ? MOST_PAIRS_TO_BALANCE : MOST_PAIRS;
        if (effort.exhausted() || (long) instance.vmCount() * instance.nodeCount() > most) {
            return false;
        }
        Answer answer = new ChocoSearch(instance, measure, ordering, effort)
                .improve(new Arrangement(instance), within, below, effort.left());
        return switch (answer) {
            case Answer.Found found -> found.proved();
            case Answer.None ignored -> true;
            case Answer.Unknown ignored -> false;
        };
    }
}
