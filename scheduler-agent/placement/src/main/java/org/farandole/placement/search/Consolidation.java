package org.farandole.placement.search;

import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;
import org.farandole.placement.Cause;
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
        boolean least = true;
        if (wrong) {
            Optional<Cause> atSight = Shortage.atSight(instance);
            LeastCost relief = new LeastCost(instance, effort, best);
            Outcome outcome = atSight.isPresent() ? Outcome.NONE : relief.start();
            least = outcome == Outcome.PROVED;
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
        return worthwhile(
                before, least, atTheBounds() || Exactly.improve(instance, effort, Measure.NODES_IN_USE, best));
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

    /**
     * @param least whether what was before is the cheapest without switching off
     * @param proved whether there is nothing with fewer nodes, or at a lower price
     */
    private Result worthwhile(Best.Solution before, boolean least, boolean proved) {
        Best.Solution solution = current();
        BitSet off = switchedOff(solution.hosts());
        long millis = millis(solution) - millis(before);
        boolean gains = !off.isEmpty()
                && millis
                        <= off.cardinality()
                                * instance.terms.leastGain().perNodeOff().toMillis();
        if (gains) {
            return planning.planned(instance, best, new BitSet(), off, proved, fewest.leastPrice(solution.measure()));
        }
        best.replace(before);
        BitSet empty = switchedOff(before.hosts());
        boolean certain = least && proved && off.cardinality() <= empty.cardinality() + 1;
        if (!before.sequence().steps().isEmpty() || !empty.isEmpty()) {
            return planning.planned(instance, best, new BitSet(), empty, certain, 0);
        }
        return planning.nothingToDo(
                off.isEmpty()
                        ? "no node can be emptied"
                        : "the nodes that could be switched off are not worth " + millis / 1_000 + " s of migrations",
                certain);
    }

    private long millis(Best.Solution solution) {
        return instance.prices.time(solution.sequence().price()).toMillis();
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
        BitSet unwanted = WantedOff.of(instance, hosts);
        int[] reserve = off.stream()
                .filter(node -> !unwanted.get(node))
                .limit(instance.terms.reserve())
                .toArray();
        IntStream.of(reserve).forEach(off::clear);
        return off;
    }
}
