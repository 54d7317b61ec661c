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
    private final BitSet counted = new BitSet();
    /** Hard rules of VMs that want to be alone, which hold. */
    private final BitSet lonely = new BitSet();

    private final BitSet before = new BitSet();

    BrokenRules(Arrangement at, Needs needs) {
        this.at = at;
        this.needs = needs;
        instance = at.instance;
        for (int guard = 0; guard < instance.guards.size(); guard++) {
            Guard each = instance.guards.get(guard);
            lonely.set(guard, each.wherever && !each.soft() && at.allowed(guard) == 0);
        }
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

    /**
     * What broken rules cost at least, besides what their VMs' nodes have to pay anyway; of rules that have VMs or such nodes in
     * common, one counts. {@link Shedding#IMPOSSIBLE} if one stays broken whatever moves.
     */
    long price() {
        if (at.broken.isEmpty()) {
            return lonely.isEmpty() ? 0 : lonelyPrice();
        }
        long least = 0;
        marked.clear();
        counted.clear();
        for (int guard = at.broken.nextSetBit(0); guard >= 0; guard = at.broken.nextSetBit(guard + 1)) {
            int[] suspects = free(instance.guards.get(guard).suspects(at));
            int moves = instance.guards.get(guard).leastMoves(at, at.allowed(guard), needs.free);
            if (suspects.length == 0 || moves > suspects.length) {
                return Shedding.IMPOSSIBLE;
            }
            if (apart(suspects)) {
                least += Math.max(0, moves * cheapest(suspects) - mark(suspects));
            }
        }
        return least;
    }

    /** Where only VMs that want to be alone may leave, others have to make them a node: one for each rule, none for two. */
    private long lonelyPrice() {
        long least = 0;
        counted.clear();
        for (int node = needs.needy().nextSetBit(0);
                node >= 0;
                node = needs.needy().nextSetBit(node + 1)) {
            int guard = onlyLonely(node);
            if (guard >= 0 && !counted.get(guard)) {
                counted.set(guard);
                least += priceOfANode(node, guard);
            }
        }
        return least;
    }

    /** The hard rule that all are under who may leave the node for it to be relieved; -1 if there is none. */
    private int onlyLonely(int node) {
        int rule = -1;
        for (int vm = at.firstOn(node); vm >= 0; vm = at.nextOf(vm)) {
            if (needs.free.get(vm)) {
                int own = instance.index.followed(vm);
                if (own < 0 || !lonely.get(own) || rule >= 0 && rule != own) {
                    return -1;
                }
                rule = own;
            }
        }
        return rule;
    }

    private long priceOfANode(int from, int guard) {
        long least = Shedding.IMPOSSIBLE;
        for (int node = instance.open.nextSetBit(0);
                node >= 0 && least > 0;
                node = instance.open.nextSetBit(node + 1)) {
            if (node != from) {
                int strangers = 0;
                for (int vm = at.firstOn(node); vm >= 0; vm = at.nextOf(vm)) {
                    strangers += instance.index.followed(vm) == guard ? 0 : 1;
                }
                least = Math.min(least, Math.max(0, strangers * instance.prices.cheapest() - needs.of(node)));
            }
        }
        return least >= Shedding.IMPOSSIBLE ? 0 : least;
    }

    private boolean apart(int[] suspects) {
        for (int vm : suspects) {
            if (marked.get(vm) || counted.get(at.host[vm])) {
                return false;
            }
        }
        return true;
    }

    private long cheapest(int[] suspects) {
        long cheapest = Long.MAX_VALUE;
        for (int vm : suspects) {
            cheapest = Math.min(cheapest, instance.prices.least(vm));
        }
        return cheapest;
    }

    /** What their nodes have to pay anyway. */
    private long mark(int[] suspects) {
        long needed = 0;
        for (int vm : suspects) {
            int node = at.host[vm];
            marked.set(vm);
            if (needs.needy().get(node) && !counted.get(node)) {
                counted.set(node);
                needed += Math.min(needs.of(node), Shedding.IMPOSSIBLE);
            }
        }
        return needed;
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
