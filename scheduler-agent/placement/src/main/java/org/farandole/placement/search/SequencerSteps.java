package org.farandole.placement.search;

import java.util.Arrays;
import org.farandole.placement.search.Sequence.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The moves of one question, and the nodes that they touch, under small numbers: what is not touched costs nothing. A pool is
 * what moves take from at their start and give to at their end: a dimension of a node, or what a continuous rule allows.
 */
final class SequencerSteps {

    private static final int[] NOTHING = {};

    final Instance instance;
    final int dimensions;
    int size;
    Kind[] kind = new Kind[16];
    int[] vm = new int[16];
    /** By the small numbers of nodes, as is {@link #to}. */
    int[] from = new int[16];

    int[] to = new int[16];
    /** The step of the same VM that has to be complete before, or -1. */
    int[] first = new int[16];
    /** Some VM goes another way than straight to where it should. */
    boolean detours;
    /** How many nodes are touched. */
    int touched;
    /** The instance's number of each. */
    int[] node = new int[32];
    /** By pool: what is free before any move. */
    int[] room = NOTHING;
    /** By step: pool, amount, pool, amount and so on. */
    int[][] takes = new int[16][];

    int[][] gives = new int[16][];

    private final int[] small;
    private final int[] stamp;
    private int epoch = 1;

    SequencerSteps(Instance instance) {
        this.instance = instance;
        dimensions = instance.dimensions.length;
        small = new int[instance.nodeCount()];
        stamp = new int[instance.nodeCount()];
    }

    void clear() {
        size = 0;
        touched = 0;
        detours = false;
        epoch++;
    }

    int migrate(int which, int source, int destination, int afterStep) {
        return add(Kind.MIGRATE, which, source, destination, afterStep);
    }

    void suspend(int which, int source, int destination) {
        int suspension = add(Kind.SUSPEND, which, source, source, -1);
        add(Kind.RESUME, which, source, destination, suspension);
    }

    /**
     * @param source where it was suspended, of a resumption
     * @param afterStep the VM's step before, or -1
     */
    int add(Kind what, int which, int source, int destination, int afterStep) {
        if (size == vm.length) {
            grow();
        }
        kind[size] = what;
        vm[size] = which;
        from[size] = touch(source);
        to[size] = touch(destination);
        first[size] = afterStep;
        return size++;
    }

    private void grow() {
        int more = 2 * size;
        kind = Arrays.copyOf(kind, more);
        vm = Arrays.copyOf(vm, more);
        from = Arrays.copyOf(from, more);
        to = Arrays.copyOf(to, more);
        first = Arrays.copyOf(first, more);
        takes = Arrays.copyOf(takes, more);
        gives = Arrays.copyOf(gives, more);
    }

    private int touch(int number) {
        if (stamp[number] != epoch) {
            stamp[number] = epoch;
            small[number] = touched;
            if (touched == node.length) {
                node = Arrays.copyOf(node, 2 * touched);
            }
            node[touched++] = number;
        }
        return small[number];
    }

    boolean touches(int number) {
        return stamp[number] == epoch;
    }

    boolean isMigration(int step) {
        return kind[step] == Kind.MIGRATE;
    }

    /** The instance's number of the node that the step takes a VM to, -1 if it takes it nowhere. */
    int goal(int step) {
        return kind[step] == Kind.SUSPEND ? -1 : node[to[step]];
    }

    /** The instance's number of the node that the VM leaves, -1 if it has left before. */
    int left(int step) {
        return kind[step] == Kind.RESUME ? -1 : node[from[step]];
    }

    long millis(int step) {
        return instance.prices.millis(vm[step], node[from[step]], node[to[step]]);
    }

    /** What is free of a dimension on a node before any move, in the sense that nobody ever gets worse. */
    static int room(Instance instance, int dimension, int number) {
        return Math.max(0, instance.limit[dimension][number] - instance.load[dimension][number]);
    }

    /** Works out the pools; dimensions that are not rigid count only if asked. */
    void reckon(boolean elastic, @Nullable SequencerRules rules) {
        int pools = touched * dimensions;
        int all = pools + (rules == null ? 0 : rules.pools());
        room = new int[all];
        for (int each = 0; each < touched; each++) {
            for (int dimension = 0; dimension < dimensions; dimension++) {
                room[each * dimensions + dimension] = room(instance, dimension, node[each]);
            }
        }
        for (int pool = pools; pool < all; pool++) {
            room[pool] = rules == null ? 0 : rules.poolRoom(pool - pools);
        }
        int[] buffer = new int[2 * (dimensions + all - pools)];
        for (int step = 0; step < size; step++) {
            takes[step] = amounts(buffer, step, goal(step), left(step), elastic, rules);
            gives[step] = amounts(buffer, step, left(step), goal(step), elastic, rules);
        }
    }

    private int[] amounts(
            int[] buffer, int step, int here, int other, boolean elastic, @Nullable SequencerRules rules) {
        if (here < 0) {
            return NOTHING;
        }
        int length = 0;
        for (int dimension = 0; dimension < dimensions; dimension++) {
            int amount = instance.demand[dimension][vm[step]];
            if (amount > 0 && (elastic || instance.rigid(dimension))) {
                buffer[length++] = small[here] * dimensions + dimension;
                buffer[length++] = amount;
            }
        }
        for (int pool = 0; rules != null && pool < rules.pools(); pool++) {
            int amount = rules.poolAmount(pool, vm[step], here, other);
            if (amount > 0) {
                buffer[length++] = touched * dimensions + pool;
                buffer[length++] = amount;
            }
        }
        return Arrays.copyOf(buffer, length);
    }
}
