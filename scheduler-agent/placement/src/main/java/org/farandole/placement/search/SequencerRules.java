package org.farandole.placement.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.farandole.placement.rule.Rule;
import org.jspecify.annotations.Nullable;

/** The continuous rules, and where VMs are while an order is tried. */
final class SequencerRules {

    private static final int[] NONE = {};

    /** At most so much on some nodes together. @param dimension -1 if VMs are counted */
    private record Pool(BitSet nodes, int dimension, int room) {
        private boolean has(int node) {
            return node >= 0 && nodes.get(node);
        }
    }

    private final Instance instance;
    private final int[] at;
    private final int[] on;
    /** By pool. */
    private final int[] left;

    private final List<SequencerWatch> watches = new ArrayList<>();
    private final List<Pool> pools = new ArrayList<>();
    private int[][] ofVm = new int[0][];
    private int[][] ofNode = new int[0][];
    private int[] everywhere = NONE;

    private SequencerRules(Instance instance) {
        this.instance = instance;
        at = instance.host.clone();
        on = new int[instance.nodeCount()];
        for (int node : at) {
            on[node]++;
        }
        instance.guards.stream()
                .map(guard -> guard.rule)
                .filter(Rule::continuous)
                .forEach(this::watch);
        left = pools.stream().mapToInt(Pool::room).toArray();
        if (!watches.isEmpty()) {
            index();
        }
    }

    /** None if no rule is continuous that moves could break on their way. */
    static @Nullable SequencerRules of(Instance instance) {
        boolean none = instance.guards.stream().noneMatch(guard -> guard.rule.continuous());
        return none ? null : new SequencerRules(instance);
    }

    private void watch(Rule rule) {
        switch (rule) {
            case Rule.Spread spread -> add(new SequencerWatch.Spread(instance.vmsOf(spread.vms())), true);
            case Rule.Split split -> add(new SequencerWatch.Split(instance, split.groups()), true);
            case Rule.Lonely lonely -> add(new SequencerWatch.Lonely(instance.vmsOf(lonely.vms())), true);
            case Rule.Gather gather -> add(new SequencerWatch.Gather(instance.vmsOf(gather.vms())), false);
            case Rule.Among among -> add(new SequencerWatch.Among(instance, among), false);
            case Rule.MaxOnline most ->
                add(new SequencerWatch.MaxOnline(instance.nodesOf(most.nodes()), most.most()), false);
            case Rule.RunningCapacity most -> add(instance.nodesOf(most.nodes()), -1, most.most());
            case Rule.ResourceCapacity most ->
                add(instance.nodesOf(most.nodes()), instance.dimension(most.dimension()), most.most());
            // The rest is in where VMs may go at all.
            case Rule.Ban ignored -> {}
            case Rule.Fence ignored -> {}
            case Rule.Root ignored -> {}
            case Rule.Quarantine ignored -> {}
            case Rule.Offline ignored -> {}
            case Rule.Preserve ignored -> {}
            case Rule.Overbook ignored -> {}
            case Rule.Online ignored -> {}
        }
    }

    private void add(SequencerWatch watch, boolean byPairs) {
        watch.allowed = watch.breach(this, -1, SequencerWatch.NOWHERE);
        watch.pairwise = byPairs && watch.allowed == 0;
        watches.add(watch);
    }

    private void add(int[] nodes, int dimension, int most) {
        int used = 0;
        for (int node : nodes) {
            used += dimension < 0 ? on[node] : instance.load[dimension][node];
        }
        pools.add(new Pool(SequencerWatch.bits(nodes), dimension, Math.max(0, most - used)));
    }

    private void index() {
        ofVm = new int[instance.vmCount()][];
        ofNode = new int[instance.nodeCount()][];
        Arrays.fill(ofVm, NONE);
        Arrays.fill(ofNode, NONE);
        for (int watch = 0; watch < watches.size(); watch++) {
            if (watches.get(watch).everywhere) {
                everywhere = with(everywhere, watch);
            }
            for (int vm : watches.get(watch).everywhere ? NONE : watches.get(watch).vms) {
                ofVm[vm] = with(ofVm[vm], watch);
            }
            for (int node : watches.get(watch).nodes) {
                ofNode[node] = with(ofNode[node], watch);
            }
        }
    }

    private static int[] with(int[] some, int one) {
        int[] more = Arrays.copyOf(some, some.length + 1);
        more[some.length] = one;
        return more;
    }

    int at(int vm) {
        return at[vm];
    }

    /** VMs on a node. */
    int on(int node) {
        return on[node];
    }

    /** Puts a VM somewhere, or nowhere. */
    void put(int vm, int node) {
        for (int pool = 0; pool < pools.size(); pool++) {
            left[pool] += poolAmount(pool, vm, at[vm], node) - poolAmount(pool, vm, node, at[vm]);
        }
        if (at[vm] >= 0) {
            on[at[vm]]--;
        }
        at[vm] = node;
        if (node >= 0) {
            on[node]++;
        }
    }

    int pools() {
        return pools.size();
    }

    int poolRoom(int pool) {
        return pools.get(pool).room();
    }

    /** What a VM takes of a pool on one node that it does not take on the other already; a node may be nowhere. */
    int poolAmount(int pool, int vm, int here, int other) {
        Pool each = pools.get(pool);
        if (!each.has(here) || each.has(other)) {
            return 0;
        }
        return each.dimension() < 0 ? 1 : instance.demand[each.dimension()][vm];
    }

    /** Whether the VM would take of any pool. */
    boolean isPooled(int vm, int from, int to) {
        for (int pool = 0; pool < pools.size(); pool++) {
            if (poolAmount(pool, vm, to, from) > 0) {
                return true;
            }
        }
        return false;
    }

    SequencerWatch watch(int number) {
        return watches.get(number);
    }

    /** The numbers of the rules that a VM's way between two nodes concerns; nodes may be nowhere. */
    int[] concerned(int vm, int from, int to) {
        if (watches.isEmpty()) {
            return NONE;
        }
        int[] some = everywhere.length == 0 ? ofVm[vm] : joined(ofVm[vm], everywhere);
        some = from < 0 || ofNode[from].length == 0 ? some : joined(some, ofNode[from]);
        return to < 0 || ofNode[to].length == 0 ? some : joined(some, ofNode[to]);
    }

    private static int[] joined(int[] one, int[] other) {
        return IntStream.concat(Arrays.stream(one), Arrays.stream(other))
                .distinct()
                .toArray();
    }

    /** Whether the VM may be on its way, as things are now, as far as these rules go. */
    boolean allows(int[] concerned, int vm, int to) {
        for (int watch : concerned) {
            if (watches.get(watch).breach(this, vm, to) > watches.get(watch).allowed) {
                return false;
            }
        }
        return true;
    }

    /** Whether the VM may go there from where it is now. */
    boolean allowNow(int vm, int node) {
        for (int pool = 0; pool < pools.size(); pool++) {
            int amount = poolAmount(pool, vm, node, at[vm]);
            if (amount > 0 && amount > left[pool]) {
                return false;
            }
        }
        return allows(concerned(vm, at[vm], node), vm, node);
    }

    boolean hasPairwiseOnly() {
        return pools.isEmpty() && watches.stream().allMatch(watch -> watch.pairwise);
    }

    /** Whether all of them are on pairs of VMs, and were kept before any move. */
    boolean pairwise(int[] concerned) {
        for (int watch : concerned) {
            if (!watches.get(watch).pairwise) {
                return false;
            }
        }
        return true;
    }
}
