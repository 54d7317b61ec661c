package org.farandole.placement.search;

import java.util.BitSet;
import java.util.Optional;
import org.farandole.placement.Cause;
import org.farandole.placement.Result;
import org.farandole.placement.search.LeastCost.Outcome;
import org.farandole.placement.search.choco.Measure;

/** The least sum of the squares of the nodes' relative loads: by single moves and exchanges, then exactly where it is small. */
final class Balance {

    private final Planning planning;
    private final Instance instance;
    private final Effort effort;
    private final Best best;

    Balance(Planning planning, Instance instance, Effort effort) {
        this.planning = planning;
        this.instance = instance;
        this.effort = effort;
        best = new Best(instance, effort);
    }

    Result answer(boolean wrong) {
        if (wrong) {
            Optional<Cause> atSight = Shortage.atSight(instance);
            LeastCost relief = new LeastCost(instance, effort, best);
            Outcome outcome = atSight.isPresent() ? Outcome.NONE : relief.start();
            if (best.solution() == null) {
                return planning.withoutPlan(atSight, outcome, best.withoutOrder(), relief.bound());
            }
        } else {
            best.keep(new Arrangement(instance));
        }
        Imbalance imbalance = new Imbalance(instance);
        best.measure(imbalance::of);
        Best.Solution relieved = best.solution();
        new Levelling(instance, effort, best, imbalance).improve();
        boolean proved = instance.terms.leastGain().balancePermille() == 0
                && Exactly.improve(instance, effort, Measure.IMBALANCE, best);
        Best.Solution solution = best.solution();
        boolean evener = solution != null && relieved != null && solution.measure() < imbalance.of(relieved.hosts());
        if (!wrong && !evener) {
            return planning.nothingToDo("no move makes the balance better by as much as it has to", proved);
        }
        return planning.planned(instance, best, new BitSet(), new BitSet(), proved, 0);
    }
}
