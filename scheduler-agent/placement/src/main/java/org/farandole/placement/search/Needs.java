package org.farandole.placement.search;

import java.util.BitSet;

/** The least price that each node has to pay yet, and their sum; kept up to date as VMs move and are settled. */
final class Needs {

    private final Arrangement at;
    private final Shedding shedding;
    /** VMs that may still move. */
    final BitSet free;

    private final long[] need;
    private final BitSet needy = new BitSet();
    private long sum;
    private int impossible;

    Needs(Arrangement at, BitSet free) {
        this.at = at;
        this.free = free;
        shedding = new Shedding(at);
        need = new long[at.instance.nodeCount()];
        BitSet suspects = (BitSet) at.over.clone();
        suspects.or(at.instance.nodesToLeave);
        suspects.stream().forEach(this::refresh);
    }

    void move(int vm, int to) {
        int from = at.host[vm];
        at.move(vm, to);
        refresh(from);
        refresh(to);
    }

    /** The VM stays where it is from now on. */
    void settle(int vm) {
        free.clear(vm);
        if (needy.get(at.host[vm])) {
            refresh(at.host[vm]);
        }
    }

    void unsettle(int vm) {
        free.set(vm);
        if (needy.get(at.host[vm])) {
            refresh(at.host[vm]);
        }
    }

    private void refresh(int node) {
        boolean quiet = !at.over.get(node) && !at.instance.nodesToLeave.get(node);
        set(node, quiet ? 0 : shedding.of(node, free::get));
    }

    private void set(int node, long price) {
        long before = need[node];
        impossible += (price >= Shedding.IMPOSSIBLE ? 1 : 0) - (before >= Shedding.IMPOSSIBLE ? 1 : 0);
        sum += (price >= Shedding.IMPOSSIBLE ? 0 : price) - (before >= Shedding.IMPOSSIBLE ? 0 : before);
        need[node] = price;
        needy.set(node, price > 0);
    }

    /** At least so much has to be paid yet. */
    long sum() {
        return impossible > 0 ? Shedding.IMPOSSIBLE : sum;
    }

    /** Nodes that something has to leave. */
    BitSet needy() {
        return needy;
    }

    long of(int node) {
        return need[node];
    }

    /** What the node would have to pay yet if the VM left it. */
    long without(int node, int vm) {
        return shedding.without(node, free::get, vm);
    }
}
