package org.farandole.placement.search;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** What broken rules want moved, and what that costs at least. */
final class BrokenRules {

    /** Beyond so many VMs no proof is sought. */
    private static final int MOST_IN_THE_WAY = 2_000;

    private final Arrangement at;
    private final Instance instance;
    private final Needs needs;
    private final boolean continuous;
    private final BitSet marked = new BitSet();
    private final BitSet before = new BitSet();

    BrokenRules(Arrangement at, Needs needs) {
        this.at = at;
        this.needs = needs;
        instance = at.instance;
        continuous = instance.guards.stream().anyMatch(guard -> guard.rule.continuous());
    }

    /** Of the broken rule with the fewest VMs that may be moved for it: those; null if none is broken. */
    int @Nullable [] suspects() {
        int[] fewest = null;
        for (int guard = at.broken.nextSetBit(0); guard >= 0; guard = at.broken.nextSetBit(guard + 1)) {
            int[] suspects = free(instance.guards.get(guard).suspects(at));
            if (fewest == null || suspects.length < fewest.length) {
                fewest = suspects;
            }
        }
        return fewest;
    }

    /** VMs that soft rules would have elsewhere. */
    int[] softSuspects() {
        marked.clear();
        for (int guard = 0; guard < instance.guards.size(); guard++) {
            Guard each = instance.guards.get(guard);
            if (each.soft() && at.breachOf(guard) > 0) {
                for (int vm : free(each.suspects(at))) {
                    marked.set(vm);
                }
            }
        }
        return marked.stream().toArray();
    }

    /**
     * VMs that may still move and whose leaving may make an order possible: on nodes that VMs were moved to; where rules hold at
     * every moment, any.
     */
    int[] inTheWay(int[] nodes) {
        if (continuous && needs.free.cardinality() <= MOST_IN_THE_WAY) {
            return needs.free.stream().toArray();
        }
        marked.clear();
        for (int node : nodes) {
            boolean arrivals = false;
            for (int vm = at.firstOn(node); vm >= 0 && !arrivals; vm = at.nextOf(vm)) {
                arrivals = instance.host[vm] != node;
            }
            for (int vm = at.firstOn(node); vm >= 0 && arrivals; vm = at.nextOf(vm)) {
                marked.set(vm, needs.free.get(vm));
            }
        }
        return marked.stream().toArray();
    }

    /** Broken rules whose VMs are on no needy node cost their moves, if they have no VM in common. */
    long price() {
        if (at.broken.isEmpty()) {
            return 0;
        }
        long least = 0;
        marked.clear();
        for (int guard = at.broken.nextSetBit(0); guard >= 0; guard = at.broken.nextSetBit(guard + 1)) {
            int[] suspects = free(instance.guards.get(guard).suspects(at));
            if (suspects.length == 0) {
                return Shedding.IMPOSSIBLE;
            }
            int moves = instance.guards.get(guard).leastMoves(at, at.allowed(guard), needs.free);
            if (moves > suspects.length) {
                return Shedding.IMPOSSIBLE;
            }
            long cheapest = Long.MAX_VALUE;
            boolean apart = true;
            for (int vm : suspects) {
                apart &= !marked.get(vm) && !needs.needy().get(at.host[vm]);
                cheapest = Math.min(cheapest, instance.prices.least(vm));
            }
            if (apart) {
                least += moves * cheapest;
                for (int vm : suspects) {
                    marked.set(vm);
                }
            }
        }
        return least;
    }

    /** Moves that the rules take which are broken once the VM is there to stay, less those broken now. */
    long movesAfter(int vm, int node) {
        int source = at.host[vm];
        long mended = at.broken.cardinality();
        before.clear();
        before.or(at.broken);
        at.move(vm, node);
        needs.free.clear(vm);
        long moves = 0;
        for (int guard = at.broken.nextSetBit(0); guard >= 0; guard = at.broken.nextSetBit(guard + 1)) {
            if (before.get(guard)) {
                mended--;
            } else {
                moves += instance.guards.get(guard).leastMoves(at, at.allowed(guard), needs.free);
            }
        }
        needs.free.set(vm);
        at.move(vm, source);
        return moves - mended;
    }

    private int[] free(int[] vms) {
        int[] some = new int[vms.length];
        int count = 0;
        for (int vm : vms) {
            if (needs.free.get(vm)) {
                some[count++] = vm;
            }
        }
        return Arrays.copyOf(some, count);
    }
}
