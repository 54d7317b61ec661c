package org.farandole.placement.search;

import java.util.Arrays;

/**
 * States from which nothing cheap enough was found: the same loads with the same VMs still free come about in many ways, as many
 * VMs demand the same. A state is known by 64 bits that depend on all of it; older ones give way.
 */
final class Explored {

    private static final int BITS = 17;

    private final Arrangement at;
    private final boolean exactHosts;
    private final long[] keys = new long[1 << BITS];
    private final long[] budgets = new long[1 << BITS];
    private long state;

    Explored(Arrangement at) {
        this.at = at;
        exactHosts = !at.instance.terms.corrections().pairs().isEmpty()
                || at.instance.guards.stream().anyMatch(guard -> guard.wherever || guard.nodes.length > 0);
        Arrays.fill(budgets, -1);
    }

    /** The VM moves, or moves back: before and after the move. */
    void flip(int vm, int node, int other) {
        state ^= hash(node) ^ hash(other);
        if (exactHosts || at.instance.index.concerns(vm)) {
            state ^= mix(mix(vm + 1) + at.host[vm]);
        }
    }

    /** The VM is settled, or free again. */
    void settle(int vm) {
        state ^= mix(~(long) vm);
    }

    boolean hopeless(long budget) {
        int slot = slot();
        return keys[slot] == state && budgets[slot] >= budget;
    }

    void remember(long before, long budget) {
        int slot = (int) (before >>> (64 - BITS));
        keys[slot] = before;
        budgets[slot] = budget;
    }

    long state() {
        return state;
    }

    private int slot() {
        return (int) (state >>> (64 - BITS));
    }

    private long hash(int node) {
        long hash = mix(node + 0x51L);
        for (int[] loads : at.load) {
            hash = mix(hash + loads[node]);
        }
        return hash;
    }

    /** SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mix(long value) {
        long mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
