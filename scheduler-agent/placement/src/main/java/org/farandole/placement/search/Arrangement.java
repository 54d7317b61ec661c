package org.farandole.placement.search;

import java.util.Arrays;
import java.util.BitSet;

/** Where every VM is, what that makes of the nodes' loads, and which rules it breaks. Changes by moves and takes them back. */
public final class Arrangement {

    private static final int NONE = -1;

    public final Instance instance;
    public final int[] host;
    /** By dimension and node. */
    public final int[][] load;
    /** By dimension and node: what counts as above, the instance's unless something is tolerated. */
    final int[][] bound;
    /** VMs on each node. */
    public final int[] count;
    /** Nodes above their bound. */
    public final BitSet over = new BitSet();
    /** Hard guards that are broken by more than they were. */
    public final BitSet broken = new BitSet();
    /** Of the moves made. */
    public long price;
    /** Of the soft guards. */
    public long penalty;

    private final int[] first;
    private final int[] next;
    private final int[] previous;
    private final int[] breach;
    private final int[] allowed;

    public Arrangement(Instance instance) {
        this(instance, instance.bound);
    }

    private Arrangement(Instance instance, int[][] bound) {
        this.instance = instance;
        this.bound = bound;
        host = instance.host.clone();
        load = Arrays.stream(instance.load).map(int[]::clone).toArray(int[][]::new);
        count = new int[instance.nodeCount()];
        first = new int[instance.nodeCount()];
        next = new int[instance.vmCount()];
        previous = new int[instance.vmCount()];
        Arrays.fill(first, NONE);
        for (int vm = instance.vmCount() - 1; vm >= 0; vm--) {
            link(vm, host[vm]);
        }
        for (int node = 0; node < count.length; node++) {
            over.set(node, isOver(node));
        }
        breach = new int[instance.guards.size()];
        allowed = new int[instance.guards.size()];
        for (int guard = 0; guard < breach.length; guard++) {
            breach[guard] = instance.guards.get(guard).breach(this);
            allowed[guard] = instance.terms.repair() ? 0 : breach[guard];
            penalty += breach[guard] * instance.guards.get(guard).penalty;
            updateBroken(guard);
        }
    }

    /** In which all that is too much on a node is tolerated until {@link #tolerateNoMore}. */
    static Arrangement tolerant(Instance instance) {
        int[][] bound = new int[instance.bound.length][];
        for (int dimension = 0; dimension < bound.length; dimension++) {
            bound[dimension] = instance.bound[dimension].clone();
            for (int node = 0; node < bound[dimension].length; node++) {
                bound[dimension][node] = Math.max(bound[dimension][node], instance.load[dimension][node]);
            }
        }
        return new Arrangement(instance, bound);
    }

    /** Of what was tolerated; not while moves are to be taken back. */
    void tolerateNoMore(int node) {
        for (int dimension = 0; dimension < bound.length; dimension++) {
            bound[dimension][node] = instance.bound[dimension][node];
        }
        over.set(node, isOver(node));
    }

    /** Of an arrangement that is tolerant: what is too much there now is tolerated. */
    void tolerate(int node) {
        for (int dimension = 0; dimension < bound.length; dimension++) {
            bound[dimension][node] = Math.max(instance.bound[dimension][node], load[dimension][node]);
        }
        over.clear(node);
    }

    /** Moves a VM from where it is now; the same back again undoes it. */
    public void move(int vm, int to) {
        int from = host[vm];
        unlink(vm, from);
        link(vm, to);
        host[vm] = to;
        for (int dimension = 0; dimension < load.length; dimension++) {
            load[dimension][from] -= instance.demand[dimension][vm];
            load[dimension][to] += instance.demand[dimension][vm];
        }
        over.set(from, isOver(from));
        over.set(to, isOver(to));
        price += priceOf(vm, to) - priceOf(vm, from);
        instance.index.touched(this, vm, from, to, this::reconsider);
    }

    /** Moves every VM to its node of these. */
    public Arrangement goTo(int[] hosts) {
        for (int vm = 0; vm < hosts.length; vm++) {
            if (host[vm] != hosts[vm]) {
                move(vm, hosts[vm]);
            }
        }
        return this;
    }

    private long priceOf(int vm, int at) {
        return at == instance.host[vm] ? 0 : instance.prices.of(vm, instance.host[vm], at);
    }

    private void reconsider(int guard) {
        int now = instance.guards.get(guard).breach(this);
        penalty += (now - breach[guard]) * instance.guards.get(guard).penalty;
        breach[guard] = now;
        updateBroken(guard);
    }

    private void updateBroken(int guard) {
        broken.set(
                guard,
                breach[guard] > allowed[guard] && !instance.guards.get(guard).soft());
    }

    boolean isOver(int node) {
        for (int dimension = 0; dimension < load.length; dimension++) {
            if (load[dimension][node] > bound[dimension][node]) {
                return true;
            }
        }
        return false;
    }

    /** Whether the node takes the VM without going above its bound. */
    boolean fits(int vm, int node) {
        for (int dimension = 0; dimension < load.length; dimension++) {
            int demand = instance.demand[dimension][vm];
            if (demand > 0 && load[dimension][node] + demand > bound[dimension][node]) {
                return false;
            }
        }
        return true;
    }

    /** By how much the guard may be broken. */
    int allowed(int guard) {
        return allowed[guard];
    }

    public int breachOf(int guard) {
        return breach[guard];
    }

    /** The VMs on a node, in no order to rely on. */
    public int[] vmsOn(int node) {
        int[] vms = new int[count[node]];
        int i = 0;
        for (int vm = first[node]; vm != NONE; vm = next[vm]) {
            vms[i++] = vm;
        }
        return vms;
    }

    int firstOn(int node) {
        return first[node];
    }

    int nextOf(int vm) {
        return next[vm];
    }

    /** Nodes with VMs. */
    public int nodesInUse() {
        int used = 0;
        for (int vms : count) {
            used += vms > 0 ? 1 : 0;
        }
        return used;
    }

    private void link(int vm, int node) {
        previous[vm] = NONE;
        next[vm] = first[node];
        if (first[node] != NONE) {
            previous[first[node]] = vm;
        }
        first[node] = vm;
        count[node]++;
    }

    private void unlink(int vm, int node) {
        if (previous[vm] == NONE) {
            first[node] = next[vm];
        } else {
            next[previous[vm]] = next[vm];
        }
        if (next[vm] != NONE) {
            previous[next[vm]] = previous[vm];
        }
        count[node]--;
    }
}
