package org.farandole.placement.search;

import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;
import org.farandole.placement.Node;
import org.farandole.placement.Result;
import org.farandole.placement.search.LeastCost.Outcome;
import org.farandole.placement.search.choco.Measure;

/** As few nodes on as can be: empties one after the other, then tries to do with fewer, then to move less. */
final class Consolidation {

    private final Planning planning;
    private final Instance instance;
    private final Effort effort;
    private final Best best;
    private final FewestNodes fewest;

    Consolidation(Planning planning, Instance instance, Effort effort) {
        this.planning = planning;
        this.instance = instance;
        this.effort = effort;
        best = new Best(instance, effort);
        fewest = new FewestNodes(instance);
    }

    Result answer(boolean wrong) {
        if (wrong) {
            Optional<org.farandole.placement.Cause> atSight = Shortage.atSight(instance);
            LeastCost relief = new LeastCost(instance, effort, best);
            Outcome outcome = atSight.isPresent() ? Outcome.NONE : relief.search();
            if (best.solution() == null) {
                return planning.withoutPlan(atSight, outcome, best.withoutOrder(), relief.bound());
            }
            best.measure(fewest::used);
        } else {
            best.keep(new Arrangement(instance));
            best.measure(fewest::used);
        }
        Best.Solution before = current();
        new Emptying(instance, effort, best, fewest).improve();
        return worthwhile(before, atTheBounds() || Exactly.improve(instance, effort, Measure.NODES_IN_USE, best));
    }

    private boolean atTheBounds() {
        Best.Solution solution = current();
        return solution.measure() == fewest.least() && solution.price() == fewest.leastPrice(solution.measure());
    }

    private Best.Solution current() {
        Best.Solution solution = best.solution();
        if (solution == null) {
            throw new IllegalStateException("There is a solution by now");
        }
        return solution;
    }

    private Result worthwhile(Best.Solution before, boolean proved) {
        Best.Solution solution = current();
        BitSet off = switchedOff(solution.hosts());
        long millis = instance.prices.time(solution.price()).toMillis()
                - instance.prices.time(before.price()).toMillis();
        long worth = off.cardinality() * instance.terms.leastGain().perNodeOff().toMillis();
        boolean gains = !off.isEmpty() && millis <= worth;
        if (!gains) {
            best.replace(before);
            off = new BitSet();
        }
        long bound = fewest.leastPrice(solution.measure());
        if (before.sequence().steps().isEmpty() && off.isEmpty()) {
            return planning.nothingToDo(
                    solution == before || switchedOff(solution.hosts()).isEmpty()
                            ? "no node can be emptied"
                            : "the nodes that could be switched off are not worth " + millis / 1_000
                                    + " s of migrations");
        }
        return planning.planned(instance, best, new BitSet(), off, gains && proved, bound);
    }

    /** Nodes that are on and empty at the end, but for the reserve. */
    private BitSet switchedOff(int[] hosts) {
        BitSet off = new BitSet();
        off.set(0, instance.nodeCount());
        IntStream.of(hosts).forEach(off::clear);
        off.andNot(instance.kept);
        IntStream.range(0, instance.nodeCount())
                .filter(node -> instance.nodes.get(node).power() == Node.Power.OFF)
                .forEach(off::clear);
        for (int kept = 0; kept < instance.terms.reserve() && !off.isEmpty(); kept++) {
            off.clear(off.nextSetBit(0));
        }
        return off;
    }
}
