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
    /** By VM: guards that concern whoever comes to or leaves the node where it is. */
    private final int[][] follows;

    private final boolean anyFollows;
    private final BitSet seen = new BitSet();

    private GuardIndex(Instance instance) {
        List<Guard> guards = instance.guards;
        empty = guards.isEmpty();
        ofVm = new int[empty ? 0 : instance.vmCount()][];
        ofNode = new int[empty ? 0 : instance.nodeCount()][];
        follows = new int[empty ? 0 : instance.vmCount()][];
        Arrays.fill(ofVm, NONE);
        Arrays.fill(ofNode, NONE);
        Arrays.fill(follows, NONE);
        for (int guard = 0; guard < guards.size(); guard++) {
            for (int vm : guards.get(guard).vms) {
                ofVm[vm] = with(ofVm[vm], guard);
                if (guards.get(guard).wherever) {
                    follows[vm] = with(follows[vm], guard);
                }
            }
            for (int node : guards.get(guard).nodes) {
                ofNode[node] = with(ofNode[node], guard);
            }
        }
        anyFollows = guards.stream().anyMatch(guard -> guard.wherever);
    }

    static GuardIndex of(Instance instance) {
        return new GuardIndex(instance);
    }

    /** Of a move that has been made. */
    void touched(Arrangement at, int vm, int from, int to, IntConsumer guard) {
        if (empty) {
            return;
        }
        seen.clear();
        tell(ofVm[vm], guard);
        tell(ofNode[from], guard);
        tell(ofNode[to], guard);
        if (anyFollows) {
            tellThoseOn(at, from, guard);
            tellThoseOn(at, to, guard);
        }
    }

    private void tell(int[] some, IntConsumer guard) {
        for (int each : some) {
            if (!seen.get(each)) {
                seen.set(each);
                guard.accept(each);
            }
        }
    }

    private void tellThoseOn(Arrangement at, int node, IntConsumer guard) {
        for (int vm = at.firstOn(node); vm >= 0; vm = at.nextOf(vm)) {
            tell(follows[vm], guard);
        }
    }

    /** Whether a rule sets the VM apart from others that are alike. */
    boolean concerns(int vm) {
        return !empty && (ofVm[vm].length > 0);
    }

    /** Whether any VM's coming to the node may concern a rule. */
    boolean concernsNode(Arrangement at, int node) {
        if (empty || ofNode[node].length > 0) {
            return !empty;
        }
        for (int vm = anyFollows ? at.firstOn(node) : -1; vm >= 0; vm = at.nextOf(vm)) {
            if (follows[vm].length > 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a rule concerns all that come to where the VM is. */
    boolean follows(int vm) {
        return anyFollows && follows[vm].length > 0;
    }

    /** The one rule that concerns all that come to where the VM is; -1 if there is none, or several. */
    int followed(int vm) {
        return anyFollows && follows[vm].length == 1 ? follows[vm][0] : -1;
    }

    private static int[] with(int[] some, int one) {
        int[] more = Arrays.copyOf(some, some.length + 1);
        more[some.length] = one;
        return more;
    }
}
