package org.farandole.placement.search.choco;

import java.util.BitSet;
import org.farandole.placement.search.Arrangement;
import org.farandole.placement.search.Instance;

/** Tries all arrangements of the free VMs; knows nothing of Choco. */
final class EveryArrangement {

    private final Instance instance;
    private final Measure measure;
    private final Arrangement at;
    private final int[] allowed;
    private final int[] free;
    private final BitSet nodes;
    private final Ordering ordering;
    private Bounds best;

    private EveryArrangement(Arrangement at, Measure measure, Neighbourhood free, Bounds below, Ordering ordering) {
        instance = at.instance;
        this.measure = measure;
        this.ordering = ordering;
        this.at = copy(at);
        this.free = free.vms().stream().filter(vm -> instance.mayMove[vm]).toArray();
        nodes = free.nodes();
        best = below;
        Arrangement before = new Arrangement(instance);
        allowed = new int[instance.guards.size()];
        for (int guard = 0; guard < allowed.length; guard++) {
            allowed[guard] = instance.terms.repair() ? 0 : before.breachOf(guard);
        }
    }

    /** The best that is below the bounds; the bounds themselves if nothing is. */
    static Bounds best(Arrangement at, Measure measure, Neighbourhood free, Bounds below, Ordering ordering) {
        EveryArrangement every = new EveryArrangement(at, measure, free, below, ordering);
        every.place(0);
        return every.best;
    }

    static Arrangement copy(Arrangement at) {
        Arrangement copy = new Arrangement(at.instance);
        for (int vm = 0; vm < at.host.length; vm++) {
            if (at.host[vm] != copy.host[vm]) {
                copy.move(vm, at.host[vm]);
            }
        }
        return copy;
    }

    private void place(int next) {
        if (next == free.length) {
            judge();
            return;
        }
        int vm = free[next];
        int now = at.host[vm];
        for (int node = 0; node < instance.nodeCount(); node++) {
            if (may(vm, node, now)) {
                move(vm, node);
                place(next + 1);
                move(vm, now);
            }
        }
    }

    private void move(int vm, int node) {
        if (at.host[vm] != node) {
            at.move(vm, node);
        }
    }

    private boolean may(int vm, int node, int now) {
        if (node == instance.host[vm]) {
            return !instance.mustMove[vm];
        }
        boolean takes = instance.open.get(node) || instance.wakeable.get(node);
        return node == now || nodes.get(node) && takes && instance.suits(vm, node);
    }

    private void judge() {
        Bounds reached = Bounds.of(measure, at);
        if (best.isAbove(reached.measure(), reached.price()) && isLawful()) {
            long price = ordering.price(at, reached.measure());
            if (price < Ordering.IMPOSSIBLE && best.isAbove(reached.measure(), price)) {
                best = new Bounds(reached.measure(), price);
            }
        }
    }

    private boolean isLawful() {
        for (int guard = 0; guard < allowed.length; guard++) {
            if (!instance.guards.get(guard).rule.soft() && at.breachOf(guard) > allowed[guard]) {
                return false;
            }
        }
        for (int dimension = 0; dimension < at.load.length; dimension++) {
            for (int node = 0; node < instance.nodeCount(); node++) {
                if (at.load[dimension][node] > instance.bound[dimension][node]) {
                    return false;
                }
            }
        }
        return true;
    }
}
