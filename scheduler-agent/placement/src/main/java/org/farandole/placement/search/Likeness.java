package org.farandole.placement.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which VMs and which untouched nodes are interchangeable: trying one of them is enough. */
final class Likeness {

    private static final long NODE_BITS = (1L << 20) - 1;

    private static final int UNKNOWN = -1;

    private final Arrangement at;
    private final Instance instance;
    private final boolean nodesDiffer;
    private final int[] vmClass;
    private final int[] nodeClass;
    private final Map<Object, Integer> known = new HashMap<>();

    Likeness(Arrangement at) {
        this.at = at;
        instance = at.instance;
        nodesDiffer = !instance.terms.corrections().pairs().isEmpty()
                || instance.guards.stream().anyMatch(guard -> guard.wherever || guard.nodes.length > 0);
        vmClass = new int[instance.vmCount()];
        nodeClass = new int[instance.nodeCount()];
        Arrays.fill(vmClass, UNKNOWN);
        Arrays.fill(nodeClass, UNKNOWN);
    }

    private int vmClass(int vm) {
        if (vmClass[vm] == UNKNOWN) {
            vmClass[vm] = instance.index.concerns(vm) ? vm : known.computeIfAbsent(vmTraits(vm), key -> vm);
        }
        return vmClass[vm];
    }

    /** Nodes are compared as they were before the search: the first question comes before the first move. */
    void know(int[] nodes) {
        for (int node : nodes) {
            nodeClass[node] = nodesDiffer || instance.named.get(node)
                    ? node
                    : known.computeIfAbsent(nodeTraits(node), key -> node);
        }
    }

    private record VmTraits(
            List<Integer> demand,
            long price,
            @Nullable BitSet bars,
            boolean mayMove,
            boolean mustMove,
            boolean maySuspend) {}

    private VmTraits vmTraits(int vm) {
        return new VmTraits(
                column(instance.demand, vm),
                instance.prices.least(vm),
                instance.bars(vm),
                instance.mayMove[vm],
                instance.mustMove[vm],
                instance.vms.get(vm).maySuspend());
    }

    private record NodeTraits(List<Integer> bound, List<Integer> limit, List<Integer> vms, List<Integer> loads) {}

    private Object nodeTraits(int node) {
        int[] vms = at.vmsOn(node);
        if (Arrays.stream(vms).anyMatch(instance.index::concerns)) {
            return node;
        }
        return new NodeTraits(
                column(at.bound, node),
                column(at.instance.limit, node),
                Arrays.stream(vms).map(this::vmClass).sorted().boxed().toList(),
                column(at.load, node));
    }

    private static List<Integer> column(int[][] table, int item) {
        return Arrays.stream(table).map(row -> row[item]).toList();
    }

    boolean alike(int vm, int other) {
        return vmClass(vm) == vmClass(other);
    }

    /** Whether a like node, untouched as this one, is among the first {@code count} of the keyed ones. */
    boolean knownPlace(int node, long[] keyed, int count, int[] touches) {
        if (nodeClass[node] == node) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            int other = nodeIn(keyed[i]);
            if (nodeClass[other] == nodeClass[node] && touches[other] == 0) {
                return true;
            }
        }
        return false;
    }

    static int nodeIn(long keyed) {
        return (int) (keyed & NODE_BITS);
    }
}
