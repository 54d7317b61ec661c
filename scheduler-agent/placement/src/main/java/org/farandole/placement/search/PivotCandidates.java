package org.farandole.placement.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Nodes through which stuck VMs may go: all that the moves touch, as there it matters when; and the best of the others, where one
 * is as good as another but for its price.
 */
final class PivotCandidates {

    /** More than one VM may need a node of its own. */
    private static final int UNTOUCHED_EACH = 3;

    private static final int UNTOUCHED_EACH_UNDER_RULES = 16;
    private static final int MOST_PRICED = 512;

    private final Sequencer sequencer;
    private final Instance instance;
    private final SequencerSteps steps;
    private final int[] hosts;
    private final int[] room;
    private boolean complete = true;

    /** @param steps to which detours are to be added */
    PivotCandidates(Sequencer sequencer, SequencerSteps steps, int[] hosts) {
        this.sequencer = sequencer;
        instance = sequencer.instance();
        this.steps = steps;
        this.hosts = hosts;
        room = mostRoom();
    }

    /** Whether those left out are no cheaper. */
    boolean complete() {
        return complete;
    }

    /** What is free on the touched nodes if all who leave have left and nobody has come. */
    private int[] mostRoom() {
        int dimensions = steps.dimensions;
        int[] most = new int[steps.touched * dimensions];
        for (int dimension = 0; dimension < dimensions; dimension++) {
            for (int node = 0; node < steps.touched; node++) {
                most[node * dimensions + dimension] = SequencerSteps.room(instance, dimension, steps.node[node]);
            }
            for (int step = 0; step < steps.size; step++) {
                most[steps.from[step] * dimensions + dimension] += instance.demand[dimension][steps.vm[step]];
            }
        }
        return most;
    }

    /** @param stuck those of the VMs that are; they come first among equals */
    List<PivotDetour> of(BitSet vms, BitSet stuck) {
        List<PivotDetour> all = new ArrayList<>();
        vms.stream().filter(vm -> instance.mayMove[vm]).forEach(vm -> {
            int aside = stuck.get(vm) ? 0 : 2;
            addTouched(vm, aside, all);
            addUntouched(vm, aside, all);
        });
        all.sort(PivotDetour.CHEAPEST_FIRST);
        return all;
    }

    private void addTouched(int vm, int aside, List<PivotDetour> all) {
        for (int small = 0; small < steps.touched; small++) {
            int node = steps.node[small];
            boolean open = instance.open.get(node) || instance.wakeable.get(node);
            if (open && suits(vm, node) && takes(vm, small)) {
                all.add(detour(vm, node, aside));
            }
        }
    }

    private boolean takes(int vm, int small) {
        for (int dimension = 0; dimension < steps.dimensions; dimension++) {
            int demand = instance.demand[dimension][vm];
            if (instance.rigid(dimension) && demand > 0 && room[small * steps.dimensions + dimension] < demand) {
                return false;
            }
        }
        return true;
    }

    private void addUntouched(int vm, int aside, List<PivotDetour> all) {
        boolean alike = instance.terms.corrections().pairs().isEmpty();
        // Other rules may see a difference between nodes later that is not there now.
        boolean pairs = sequencer.hasPairRulesOnly();
        int most = pairs ? UNTOUCHED_EACH : UNTOUCHED_EACH_UNDER_RULES;
        List<PivotDetour> some = new ArrayList<>();
        int goodOnes = 0;
        for (int node = instance.open.nextSetBit(0); node >= 0; node = instance.open.nextSetBit(node + 1)) {
            if (steps.touches(node)
                    || !suits(vm, node)
                    || !fits(vm, node, true)
                    || pairs && !sequencer.rulesAllow(vm, node)) {
                continue;
            }
            some.add(detour(vm, node, aside));
            goodOnes += some.getLast().aside() == aside ? 1 : 0;
            if (alike ? goodOnes == most : some.size() == MOST_PRICED) {
                complete &= alike;
                break;
            }
        }
        some.sort(PivotDetour.CHEAPEST_FIRST);
        all.addAll(some.subList(0, Math.min(some.size(), most)));
    }

    private boolean suits(int vm, int node) {
        return node != instance.host[vm] && node != hosts[vm] && instance.suits(vm, node);
    }

    /** Before any move. */
    private boolean fits(int vm, int node, boolean rigid) {
        for (int dimension = 0; dimension < steps.dimensions; dimension++) {
            int demand = instance.demand[dimension][vm];
            if (instance.rigid(dimension) == rigid
                    && demand > 0
                    && SequencerSteps.room(instance, dimension, node) < demand) {
                return false;
            }
        }
        return true;
    }

    private PivotDetour detour(int vm, int spare, int aside) {
        Prices prices = instance.prices;
        long around = prices.of(vm, instance.host[vm], spare) + prices.of(vm, spare, hosts[vm]);
        long extra = around - prices.of(vm, instance.host[vm], hosts[vm]);
        return new PivotDetour(vm, spare, extra, aside + (fits(vm, spare, false) ? 0 : 1));
    }
}
