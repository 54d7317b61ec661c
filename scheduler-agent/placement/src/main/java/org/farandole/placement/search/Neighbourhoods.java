package org.farandole.placement.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes a plan cheaper by solving parts of the problem anew, exactly, with all else as it is (large neighbourhood search, Shaw
 * 1998): the nodes of a move that costs more than it had to, those it has to do with, and some more.
 */
final class Neighbourhoods {

    private static final int NODES_A_PART = 2_000;
    private static final int LEAST_NODES = 6;
    private static final int MOST_NODES = 16;
    private static final int VAIN_ROUNDS = 400;

    private final Instance instance;
    private final Effort effort;
    private final Best best;
    private final long bound;
    private final SplittableRandom random;
    private final Arrangement at;

    Neighbourhoods(Instance instance, Effort effort, Best best, long bound) {
        this.instance = instance;
        this.effort = effort;
        this.best = best;
        this.bound = bound;
        random = new SplittableRandom(effort.seed());
        at = new Arrangement(instance);
        goTo(hosts());
    }

    private int[] hosts() {
        Best.Solution solution = best.solution();
        return solution == null ? instance.host : solution.hosts();
    }

    private void goTo(int[] hosts) {
        for (int vm = 0; vm < hosts.length; vm++) {
            if (at.host[vm] != hosts[vm]) {
                at.move(vm, hosts[vm]);
            }
        }
    }

    /** Until the bound or a limit is reached, or nothing has helped for long. */
    void improve() {
        int vain = 0;
        while (best.price() > bound && vain < VAIN_ROUNDS && !effort.exhausted()) {
            long before = best.price();
            BitSet nodes = some(LEAST_NODES + Math.min(MOST_NODES - LEAST_NODES, vain / 40));
            solveAnew(nodes);
            vain = best.price() < before ? 0 : vain + 1;
        }
    }

    private void solveAnew(BitSet nodes) {
        BitSet free = new BitSet();
        int[] current = hosts();
        for (int node = nodes.nextSetBit(0); node >= 0; node = nodes.nextSetBit(node + 1)) {
            for (int vm : at.vmsOn(node)) {
                if (instance.mayMove[vm] && nodes.get(instance.host[vm])) {
                    free.set(vm);
                }
            }
        }
        for (int vm = free.nextSetBit(0); vm >= 0; vm = free.nextSetBit(vm + 1)) {
            if (at.host[vm] != instance.host[vm]) {
                at.move(vm, instance.host[vm]);
            }
        }
        BitSet open = (BitSet) nodes.clone();
        open.and(instance.open);
        new EjectionSearch(at, new Region(free, open), effort, effort.seed(), found -> best.price(found, 0), false)
                .run(best.price(), NODES_A_PART);
        int[] then = hosts() == current ? current : hosts();
        for (int vm = free.nextSetBit(0); vm >= 0; vm = free.nextSetBit(vm + 1)) {
            if (at.host[vm] != then[vm]) {
                at.move(vm, then[vm]);
            }
        }
    }

    private BitSet some(int count) {
        List<Integer> moved = moved();
        BitSet nodes = new BitSet();
        int vm = costly(moved);
        nodes.set(instance.host[vm]);
        nodes.set(at.host[vm]);
        for (int tries = 0; tries < 8 * count && nodes.cardinality() < count; tries++) {
            int other = moved.get(random.nextInt(moved.size()));
            if (nodes.get(instance.host[other]) || nodes.get(at.host[other])) {
                nodes.set(instance.host[other]);
                nodes.set(at.host[other]);
            } else if (tries % 3 == 0) {
                nodes.set(random.nextInt(instance.nodeCount()));
            } else if (tries % 3 == 1) {
                nodes.set(instance.host[other]);
            }
        }
        return nodes;
    }

    private List<Integer> moved() {
        List<Integer> moved = new ArrayList<>();
        for (int vm = 0; vm < at.host.length; vm++) {
            if (at.host[vm] != instance.host[vm]) {
                moved.add(vm);
            }
        }
        return moved;
    }

    /** A move off a node that nothing had to leave, if there is one; else any. */
    private int costly(List<Integer> moved) {
        int first = random.nextInt(moved.size());
        for (int i = 0; i < moved.size(); i++) {
            int vm = moved.get((first + i) % moved.size());
            if (!wasNeedy(instance.host[vm])) {
                return vm;
            }
        }
        return moved.get(first);
    }

    private boolean wasNeedy(int node) {
        for (int dimension = 0; dimension < instance.load.length; dimension++) {
            if (instance.load[dimension][node] > instance.bound[dimension][node]) {
                return true;
            }
        }
        return instance.nodesToLeave.get(node);
    }
}
