package org.farandole.placement.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;

/** Which guards a move can concern. Not thread-safe. */
final class GuardIndex {

    private static final int[] NONE = {};

    private final boolean empty;
    private final int[][] ofVm;
    private final int[][] ofNode;
    private final int[] everywhere;
    private final BitSet seen = new BitSet();

    private GuardIndex(Instance instance) {
        List<Guard> guards = instance.guards;
        empty = guards.isEmpty();
        ofVm = new int[empty ? 0 : instance.vmCount()][];
        ofNode = new int[empty ? 0 : instance.nodeCount()][];
        Arrays.fill(ofVm, NONE);
        Arrays.fill(ofNode, NONE);
        int[] all = NONE;
        for (int guard = 0; guard < guards.size(); guard++) {
            if (guards.get(guard).everywhere) {
                all = with(all, guard);
                continue;
            }
            for (int vm : guards.get(guard).vms) {
                ofVm[vm] = with(ofVm[vm], guard);
            }
            for (int node : guards.get(guard).nodes) {
                ofNode[node] = with(ofNode[node], guard);
            }
        }
        everywhere = all;
    }

    static GuardIndex of(Instance instance) {
        return new GuardIndex(instance);
    }

    void touched(int vm, int from, int to, IntConsumer guard) {
        if (empty) {
            return;
        }
        seen.clear();
        for (int[] some : new int[][] {ofVm[vm], ofNode[from], ofNode[to], everywhere}) {
            for (int each : some) {
                if (!seen.get(each)) {
                    seen.set(each);
                    guard.accept(each);
                }
            }
        }
    }

    /** Whether a rule sets the VM apart from others that are alike. */
    boolean concerns(int vm) {
        return !empty && (ofVm[vm].length > 0);
    }

    /** Whether any VM's coming to the node may concern a rule. */
    boolean concernsNode(int node) {
        return !empty && ofNode[node].length > 0;
    }

    /** Whether any move may concern a rule. */
    boolean everywhere() {
        return everywhere.length > 0;
    }

    private static int[] with(int[] some, int one) {
        int[] more = Arrays.copyOf(some, some.length + 1);
        more[some.length] = one;
        return more;
    }
}
