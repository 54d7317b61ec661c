package org.farandole.placement.search;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Steepest descent, as hbal's, but with exchanges of two VMs besides single moves: from the fullest nodes to all others. Ends
 * where neither helps by as much as it has to.
 */
final class Levelling {

    /** Beyond so many nodes only the fullest and the emptiest are looked at. */
    private static final int MOST_NODES = 96;

    private final Instance instance;
    private final Effort effort;
    private final Best best;
    private final Imbalance imbalance;
    private final Arrangement at;
    private long now;

    private long gain;
    private int vm;
    private int other;
    private int to;

    Levelling(Instance instance, Effort effort, Best best, Imbalance imbalance) {
        this.instance = instance;
        this.effort = effort;
        this.best = best;
        this.imbalance = imbalance;
        at = new Arrangement(instance);
        Best.Solution solution = best.solution();
        if (solution != null) {
            at.goTo(solution.hosts());
        }
        now = imbalance.of(at.host);
    }

    void improve() {
        boolean offered = false;
        while (!effort.exhausted() && step()) {
            effort.decided(1);
            offered = instance.vmCount() <= 2_000 && best.offer(at, now);
        }
        if (!offered) {
            best.offer(at, now);
        }
    }

    private boolean step() {
        gain = now / 1_000 * instance.terms.leastGain().balancePermille();
        vm = -1;
        int[] nodes = fullestFirst();
        for (int i = 0; i < nodes.length; i++) {
            for (int j = nodes.length - 1; j > i; j--) {
                between(nodes[i], nodes[j]);
            }
        }
        if (vm < 0) {
            return false;
        }
        apply();
        return true;
    }

    private void apply() {
        int from = at.host[vm];
        at.move(vm, to);
        if (other >= 0) {
            at.move(other, from);
        }
        now = imbalance.of(at.host);
    }

    private int[] fullestFirst() {
        int[] nodes = IntStream.range(0, instance.nodeCount())
                .filter(node -> instance.open.get(node) || at.count[node] > 0)
                .boxed()
                .sorted(Comparator.comparing((Integer node) -> -fill(node)).thenComparing(node -> node))
                .mapToInt(node -> node)
                .toArray();
        if (nodes.length <= MOST_NODES) {
            return nodes;
        }
        return IntStream.concat(
                        IntStream.of(nodes).limit(MOST_NODES / 2),
                        IntStream.of(nodes).skip(nodes.length - MOST_NODES / 2))
                .toArray();
    }

    private long fill(int node) {
        long fill = 0;
        for (int dimension = 0; dimension < at.load.length; dimension++) {
            fill += imbalance.square(dimension, node, at.load[dimension][node]);
        }
        return fill;
    }

    private void between(int full, int empty) {
        int[] there = at.vmsOn(empty);
        for (int each : at.vmsOn(full)) {
            consider(each, full, empty);
            for (int back : there) {
                exchange(each, full, back, empty);
            }
        }
        for (int back : there) {
            consider(back, empty, full);
        }
    }

    private void consider(int each, int from, int destination) {
        if (may(each, destination)
                && at.fits(each, destination)
                && imbalance.gain(at, destination, each, from, -1) > gain
                && keepsRules(each, destination, -1, from)) {
            gain = imbalance.gain(at, destination, each, from, -1);
            vm = each;
            other = -1;
            to = destination;
        }
    }

    private void exchange(int each, int full, int back, int empty) {
        long better = imbalance.gain(at, empty, each, full, back);
        if (better > gain
                && better > 2 * leastGain()
                && may(each, empty)
                && may(back, full)
                && fit(each, full, back, empty)
                && keepsRules(each, empty, back, full)) {
            gain = better;
            vm = each;
            other = back;
            to = empty;
        }
    }

    private long leastGain() {
        return now / 1_000 * instance.terms.leastGain().balancePermille();
    }

    private boolean may(int each, int node) {
        return node == instance.host[each]
                ? instance.mayMove[each] && !instance.mustMove[each]
                : instance.mayGo(each, node);
    }

    private boolean fit(int each, int full, int back, int empty) {
        for (int dimension = 0; dimension < at.load.length; dimension++) {
            int shift = instance.demand[dimension][each] - instance.demand[dimension][back];
            if (at.load[dimension][empty] + shift > instance.bound[dimension][empty]
                    || at.load[dimension][full] - shift > instance.bound[dimension][full]) {
                return false;
            }
        }
        return true;
    }

    private boolean keepsRules(int each, int destination, int back, int from) {
        if (instance.guards.isEmpty()) {
            return true;
        }
        at.move(each, destination);
        if (back >= 0) {
            at.move(back, from);
        }
        boolean kept = at.broken.isEmpty();
        if (back >= 0) {
            at.move(back, destination);
        }
        at.move(each, from);
        return kept;
    }
}
