package org.farandole.placement.search;

import java.util.BitSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Which VMs can move at all, however many others move first. A relaxation: what a VM leaves behind counts as free, and what it
 * takes elsewhere is forgotten. So whoever cannot move here can move in no plan.
 */
final class SequencerReach {

    /** Beyond this a VM is taken to be able to move. */
    private static final long MOST_WORK = 20_000_000;

    private final Instance instance;
    private final @Nullable SequencerRules rules;
    /** By rigid dimension and node. */
    private final int[][] room;

    private final int[] rigid;
    private @Nullable BitSet ever;
    private long work;

    SequencerReach(Instance instance, @Nullable SequencerRules rules) {
        this.instance = instance;
        this.rules = rules;
        rigid = IntStream.range(0, instance.dimensions.length)
                .filter(instance::rigid)
                .toArray();
        room = new int[rigid.length][instance.nodeCount()];
        for (int i = 0; i < rigid.length; i++) {
            for (int node = 0; node < instance.nodeCount(); node++) {
                room[i][node] = SequencerSteps.room(instance, rigid[i], node);
            }
        }
    }

    boolean anyFirstMove() {
        int[] nodes = roomiestFirst();
        return IntStream.range(0, instance.vmCount()).anyMatch(vm -> canMove(vm, nodes, true));
    }

    boolean canEverMove(int vm) {
        BitSet known = ever;
        if (known == null) {
            known = everMoving();
            ever = known;
        }
        return known.get(vm);
    }

    private BitSet everMoving() {
        BitSet moving = new BitSet();
        boolean more = true;
        while (more) {
            more = false;
            int[] nodes = roomiestFirst();
            for (int vm = 0; vm < instance.vmCount(); vm++) {
                if (!moving.get(vm) && canMove(vm, nodes, false)) {
                    more = true;
                    moving.set(vm);
                    for (int i = 0; i < rigid.length; i++) {
                        room[i][instance.host[vm]] += instance.demand[rigid[i]][vm];
                    }
                }
            }
        }
        return moving;
    }

    private int[] roomiestFirst() {
        long[] keys = IntStream.range(0, instance.nodeCount())
                .filter(node -> instance.open.get(node) || instance.wakeable.get(node))
                .mapToLong(node -> (Integer.MAX_VALUE - (long) roomAt(node)) << Integer.SIZE | node)
                .sorted()
                .toArray();
        work += keys.length;
        return LongStream.of(keys).mapToInt(key -> (int) key).toArray();
    }

    private int roomAt(int node) {
        return rigid.length == 0 ? 0 : room[0][node];
    }

    private boolean canMove(int vm, int[] nodes, boolean now) {
        if (!instance.mayMove[vm] || instance.vms.get(vm).maySuspend()) {
            return instance.mayMove[vm];
        }
        for (int node : nodes) {
            if (++work > MOST_WORK) {
                return true;
            }
            // Those that come later have less room; where it has grown since they were sorted, there is another round.
            if (!fits(vm, node, 0)) {
                return false;
            }
            if (node != instance.host[vm]
                    && instance.suits(vm, node)
                    && fits(vm, node)
                    && (!now || allowed(vm, node))) {
                return true;
            }
        }
        return false;
    }

    private boolean fits(int vm, int node) {
        for (int i = 1; i < rigid.length; i++) {
            if (!fits(vm, node, i)) {
                return false;
            }
        }
        return true;
    }

    private boolean fits(int vm, int node, int i) {
        int demand = i < rigid.length ? instance.demand[rigid[i]][vm] : 0;
        return demand == 0 || room[i][node] >= demand;
    }

    private boolean allowed(int vm, int node) {
        return rules == null || rules.allowNow(vm, node);
    }
}
