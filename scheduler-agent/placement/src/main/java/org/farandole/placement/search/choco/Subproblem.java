package org.farandole.placement.search.choco;

import java.util.Arrays;
import java.util.BitSet;
import org.farandole.placement.search.Arrangement;
import org.farandole.placement.search.Instance;

/**
 * The free VMs and the nodes that they can be on, numbered from 0 in the order of the instance; what does not change is in the
 * fixed figures.
 */
final class Subproblem {

    final Instance instance;
    final Arrangement at;
    /** The instance's numbers. */
    final int[] vms;
    /** The instance's numbers. */
    final int[] nodes;
    /** By VM: where it was before any move. */
    final int[] home;
    /** By VM: where it is. */
    final int[] now;
    /** By VM: where it may be at the end, rising. */
    final int[][] domain;
    /** By dimension and VM. */
    final int[][] demand;
    /** By dimension and node: of VMs that are not free. */
    final int[][] fixed;
    /** By dimension and node. */
    final int[][] bound;
    /** By node: VMs that are not free. */
    final int[] fixedCount;

    private final int[] small;

    Subproblem(Arrangement at, Neighbourhood free) {
        this.at = at;
        instance = at.instance;
        vms = free.vms().stream().filter(vm -> instance.mayMove[vm]).toArray();
        BitSet scope = new BitSet();
        for (int vm : vms) {
            scope.set(instance.host[vm]);
            scope.set(at.host[vm]);
        }
        BitSet targets = (BitSet) free.nodes().clone();
        targets.andNot(closed(instance));
        if (vms.length > 0) {
            scope.or(targets);
        }
        nodes = scope.stream().toArray();
        small = new int[instance.nodeCount()];
        Arrays.fill(small, -1);
        for (int node = 0; node < nodes.length; node++) {
            small[nodes[node]] = node;
        }
        home = Arrays.stream(vms).map(vm -> small[instance.host[vm]]).toArray();
        now = Arrays.stream(vms).map(vm -> small[at.host[vm]]).toArray();
        demand = Arrays.stream(instance.demand)
                .map(demands -> Arrays.stream(vms).map(vm -> demands[vm]).toArray())
                .toArray(int[][]::new);
        bound = onNodes(instance.bound);
        fixed = onNodes(at.load);
        fixedCount = Arrays.stream(nodes).map(node -> at.count[node]).toArray();
        takeFreeVmsOff();
        domain = new int[vms.length][];
        for (int vm = 0; vm < vms.length; vm++) {
            domain[vm] = domainOf(vm, targets);
        }
    }

    private static BitSet closed(Instance instance) {
        BitSet closed = new BitSet();
        closed.set(0, instance.nodeCount());
        closed.andNot(instance.open);
        closed.andNot(instance.wakeable);
        return closed;
    }

    private int[][] onNodes(int[][] figures) {
        return Arrays.stream(figures)
                .map(row -> Arrays.stream(nodes).map(node -> row[node]).toArray())
                .toArray(int[][]::new);
    }

    private void takeFreeVmsOff() {
        for (int vm = 0; vm < vms.length; vm++) {
            fixedCount[now[vm]]--;
            for (int dimension = 0; dimension < fixed.length; dimension++) {
                fixed[dimension][now[vm]] -= demand[dimension][vm];
            }
        }
    }

    private int[] domainOf(int vm, BitSet targets) {
        int[] may = new int[nodes.length];
        int size = 0;
        for (int node = 0; node < nodes.length; node++) {
            if (suits(vm, node, targets) && fits(vm, node)) {
                may[size++] = node;
            }
        }
        return Arrays.copyOf(may, size);
    }

    private boolean suits(int vm, int node, BitSet targets) {
        if (node == home[vm]) {
            return !instance.mustMove[vms[vm]];
        }
        return node == now[vm] || targets.get(nodes[node]) && instance.suits(vms[vm], nodes[node]);
    }

    private boolean fits(int vm, int node) {
        for (int dimension = 0; dimension < fixed.length; dimension++) {
            int needed = demand[dimension][vm];
            if (needed > 0 && fixed[dimension][node] + needed > bound[dimension][node]) {
                return false;
            }
        }
        return true;
    }

    int vmCount() {
        return vms.length;
    }

    int nodeCount() {
        return nodes.length;
    }

    int dimensions() {
        return demand.length;
    }

    /** The small number of one of the instance's nodes; -1 of those that no free VM can be on. */
    int nodeOf(int node) {
        return small[node];
    }

    /** The small number of one of the instance's VMs; -1 of those that are not free. */
    int vmOf(int vm) {
        int found = Arrays.binarySearch(vms, vm);
        return found >= 0 ? found : -1;
    }

    /** Whether no arrangement keeps to the bounds, whatever the free VMs do. */
    boolean lost() {
        for (int node = 0; node < instance.nodeCount(); node++) {
            if (small[node] < 0 ? above(instance, at.load, node) : aboveFixed(small[node])) {
                return true;
            }
        }
        return Arrays.stream(domain).anyMatch(nodesOf -> nodesOf.length == 0);
    }

    private static boolean above(Instance instance, int[][] load, int node) {
        for (int dimension = 0; dimension < load.length; dimension++) {
            if (load[dimension][node] > instance.bound[dimension][node]) {
                return true;
            }
        }
        return false;
    }

    private boolean aboveFixed(int node) {
        for (int dimension = 0; dimension < fixed.length; dimension++) {
            if (fixed[dimension][node] > bound[dimension][node]) {
                return true;
            }
        }
        return false;
    }

    /** All VMs' hosts, by the instance's numbers, where the free VMs are on these nodes. */
    int[] hosts(int[] ofFree) {
        int[] all = at.host.clone();
        for (int vm = 0; vm < vms.length; vm++) {
            all[vms[vm]] = nodes[ofFree[vm]];
        }
        return all;
    }
}
