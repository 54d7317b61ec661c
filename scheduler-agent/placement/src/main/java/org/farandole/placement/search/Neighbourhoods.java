package org.farandole.placement.search;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

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
    /** By node: the VMs that were there before any move. */
    private final int[][] home;

    private int[] moved = {};
    /** Those moved off nodes that nothing had to leave, for others to come. */
    private int[] costly = {};

    Neighbourhoods(Instance instance, Effort effort, Best best, long bound) {
        this.instance = instance;
        this.effort = effort;
        this.best = best;
        this.bound = bound;
        random = new SplittableRandom(effort.seed());
        at = new Arrangement(instance);
        home = IntStream.range(0, instance.nodeCount()).mapToObj(at::vmsOn).toArray(int[][]::new);
        at.goTo(hosts());
    }

    private int[] hosts() {
        Best.Solution solution = best.solution();
        return solution == null ? instance.host : solution.hosts();
    }

    /** Until the bound or a limit is reached, or nothing has helped for long. */
    void improve() {
        int vain = 0;
        lookAtMoves();
        while (best.price() > bound && vain < VAIN_ROUNDS + moved.length && !effort.exhausted()) {
            long before = best.price();
            solveAnew(some(LEAST_NODES + random.nextInt(MOST_NODES - LEAST_NODES)));
            vain++;
            if (best.price() < before) {
                vain = 0;
                lookAtMoves();
            }
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
        new EjectionSearch(at, new Region(free, open), effort, 0, found -> best.price(found, 0), false)
                .run(best.price(), NODES_A_PART);
        int[] then = hosts() == current ? current : hosts();
        for (int vm = free.nextSetBit(0); vm >= 0; vm = free.nextSetBit(vm + 1)) {
            if (at.host[vm] != then[vm]) {
                at.move(vm, then[vm]);
            }
        }
    }

    /** The nodes of a costly move, those that moves join to them, and some more. */
    private BitSet some(int count) {
        int vm = pick(costly.length > 0 ? costly : moved);
        BitSet nodes = new BitSet();
        nodes.set(instance.host[vm]);
        nodes.set(at.host[vm]);
        join(nodes, LEAST_NODES);
        for (int tries = 0; tries < 4 * count && nodes.cardinality() < count; tries++) {
            if (random.nextInt(3) == 0) {
                nodes.set(random.nextInt(instance.nodeCount()));
            } else {
                int other = pick(moved);
                nodes.set(instance.host[other]);
                nodes.set(at.host[other]);
            }
        }
        return nodes;
    }

    private void join(BitSet nodes, int most) {
        Deque<Integer> reached = new ArrayDeque<>(nodes.stream().boxed().toList());
        while (!reached.isEmpty() && nodes.cardinality() < most) {
            int node = reached.remove();
            for (int vm : at.vmsOn(node)) {
                add(instance.host[vm], nodes, reached, most);
            }
            for (int vm : home[node]) {
                add(at.host[vm], nodes, reached, most);
            }
        }
    }

    private static void add(int node, BitSet nodes, Deque<Integer> reached, int most) {
        if (!nodes.get(node) && nodes.cardinality() < most) {
            nodes.set(node);
            reached.add(node);
        }
    }

    private int pick(int[] vms) {
        return vms[random.nextInt(vms.length)];
    }

    private void lookAtMoves() {
        moved = IntStream.range(0, at.host.length)
                .filter(vm -> at.host[vm] != instance.host[vm])
                .toArray();
        costly = IntStream.of(moved).filter(vm -> !wasNeedy(instance.host[vm])).toArray();
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
