package org.farandole.placement.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a search tries next: first what has the fewest ways to be mended, the likeliest way first. */
final class Branching {

    /** Beyond so many pairs of needy nodes and nodes, counting the ways of each costs more than it spares. */
    private static final int MOST_COUNTED = 1_024;

    private static final long MOST_ASTRAY_PERMILLE = 300;
    private static final long MOST_RANK = (1 << 11) - 1;

    private final Arrangement at;
    private final Instance instance;
    private final Needs needs;
    private final BrokenRules rules;
    private final int[] nodes;
    private final int[] touches;
    private final Likeness likeness;
    private final int seed;
    private final long shuffle;

    Branching(Arrangement at, Needs needs, BitSet nodes, long seed, long shuffle) {
        this.at = at;
        this.needs = needs;
        rules = new BrokenRules(at, needs);
        instance = at.instance;
        this.nodes = nodes.stream().toArray();
        this.seed = Math.floorMod(Long.hashCode(seed), 1 << 16);
        this.shuffle = shuffle;
        touches = new int[instance.nodeCount()];
        likeness = new Likeness(at);
        likeness.know(this.nodes);
    }

    void touched(int source, int destination, int by) {
        touches[source] += by;
        touches[destination] += by;
    }

    /** VMs of which one has to move, the likeliest first; null where all is well. */
    int @Nullable [] suspects() {
        int[] ruled = rules.suspects();
        if (ruled != null) {
            return ruled;
        }
        int node = neediest();
        return node < 0 ? null : leavers(node);
    }

    /** Rules first: what a move has just broken has few ways to be mended. */
    /** As {@link BrokenRules#softSuspects}. */
    int[] softSuspects() {
        return rules.softSuspects();
    }

    /** As {@link BrokenRules#inTheWay}. */
    int[] inTheWay() {
        return rules.inTheWay(nodes);
    }

    /** As {@link BrokenRules#price}. */
    long brokenRules() {
        return rules.price();
    }

    private int neediest() {
        BitSet needy = needs.needy();
        int only = needy.nextSetBit(0);
        if (only < 0 || needy.nextSetBit(only + 1) < 0) {
            return only;
        }
        for (int node = only; node >= 0; node = needy.nextSetBit(node + 1)) {
            if (onlyLonelyMayLeave(node)) {
                return node;
            }
        }
        return needy.cardinality() * nodes.length <= MOST_COUNTED ? leastWays(needy) : largestPiece(needy);
    }

    /** Whoever leaves it wants a node for itself, which costs more than all else. */
    private boolean onlyLonelyMayLeave(int node) {
        for (int vm = at.firstOn(node); vm >= 0; vm = at.nextOf(vm)) {
            if (needs.free.get(vm) && sheds(node, vm) && !instance.index.follows(vm)) {
                return false;
            }
        }
        return true;
    }

    private int leastWays(BitSet needy) {
        int best = -1;
        int least = Integer.MAX_VALUE;
        for (int node = needy.nextSetBit(0); node >= 0; node = needy.nextSetBit(node + 1)) {
            int ways = ways(node, least);
            if (ways < least) {
                least = ways;
                best = node;
            }
        }
        return best;
    }

    /** Pairs of a VM and a place that cost no more than has to be paid anyway; counts up to {@code enough}. */
    private int ways(int node, int enough) {
        int ways = 0;
        for (int vm = at.firstOn(node); vm >= 0 && ways < enough; vm = at.nextOf(vm)) {
            if (needs.free.get(vm) && (instance.mustMove[vm] || sheds(node, vm))) {
                for (int i = 0; i < nodes.length && ways < enough; i++) {
                    if (nodes[i] != node && at.fits(vm, nodes[i]) && instance.suits(vm, nodes[i])) {
                        ways++;
                    }
                }
            }
        }
        return ways;
    }

    private boolean sheds(int node, int vm) {
        for (int dimension = 0; dimension < at.load.length; dimension++) {
            if (at.load[dimension][node] > at.bound[dimension][node] && instance.demand[dimension][vm] > 0) {
                return true;
            }
        }
        return false;
    }

    /** The node whose likeliest leaver is the largest: large ones are placed while there is room. */
    private int largestPiece(BitSet needy) {
        int best = -1;
        long largest = -1;
        for (int node = needy.nextSetBit(0); node >= 0; node = needy.nextSetBit(node + 1)) {
            long piece = excess(node);
            if (piece > largest) {
                largest = piece;
                best = node;
            }
        }
        return best;
    }

    private long excess(int node) {
        long most = 0;
        for (int dimension = 0; dimension < at.load.length; dimension++) {
            long over = (long) at.load[dimension][node] - at.bound[dimension][node];
            most = Math.max(most, over * 1_000 / Math.max(1, at.bound[dimension][node]));
        }
        return most;
    }

    private int[] leavers(int node) {
        int must = largestThatMust(node);
        if (must >= 0) {
            return new int[] {must};
        }
        int[] vms = Arrays.stream(at.vmsOn(node))
                .filter(vm -> needs.free.get(vm) && sheds(node, vm))
                .sorted()
                .toArray();
        long[] keys = new long[vms.length];
        for (int i = 0; i < vms.length; i++) {
            long after = needs.without(node, vms[i]);
            keys[i] = after >= Shedding.IMPOSSIBLE ? after : after + instance.prices.least(vms[i]);
        }
        return IntStream.range(0, vms.length)
                .boxed()
                .sorted((a, b) -> keys[a] != keys[b]
                        ? Long.compare(keys[a], keys[b])
                        : size(vms[a]) != size(vms[b])
                                ? Long.compare(size(vms[a]), size(vms[b]))
                                : Integer.compare(vms[a], vms[b]))
                .mapToInt(i -> vms[i])
                .toArray();
    }

    private int largestThatMust(int node) {
        int largest = -1;
        for (int vm = at.firstOn(node); vm >= 0; vm = at.nextOf(vm)) {
            if (instance.mustMove[vm]
                    && needs.free.get(vm)
                    && (largest < 0 || size(vm) > size(largest) || size(vm) == size(largest) && vm < largest)) {
                largest = vm;
            }
        }
        return largest;
    }

    /** In thousandths of a node, over all dimensions. */
    private long size(int vm) {
        return instance.size(vm);
    }

    /** Of VMs that are alike in all that counts, one is tried. */
    boolean likeOneBefore(int[] suspects, int number) {
        for (int i = 0; i < number; i++) {
            if (at.host[suspects[i]] == at.host[suspects[number]] && likeness.alike(suspects[i], suspects[number])) {
                return true;
            }
        }
        return false;
    }

    /** Where the VM may go for less than {@code room} more than is certain; first where it fits and most is left. */
    int[] destinations(int vm, long room) {
        int source = at.host[vm];
        long relief = needs.of(source) - needs.without(source, vm);
        boolean ruled = instance.index.concerns(vm);
        long[] keyed = new long[nodes.length];
        int count = 0;
        for (int node : nodes) {
            if (node == source || !instance.suits(vm, node)) {
                continue;
            }
            long extra = instance.prices.of(vm, instance.host[vm], node) - relief;
            boolean fits = at.fits(vm, node);
            if (extra + (fits || needs.of(node) > 0 ? 0 : instance.prices.cheapest()) >= room
                    || !fits && !canMakeRoom(vm, node)) {
                continue;
            }
            if (touches[node] == 0 && likeness.knownPlace(node, keyed, count, touches)) {
                continue;
            }
            long rank = 4 + (extra > 0 ? 2 : 0) + (fits ? 0 : 1);
            if (ruled || instance.index.concernsNode(at, node)) {
                long moves = rules.movesAfter(vm, node);
                if (moves >= Guard.NEVER / 2) {
                    continue;
                }
                rank += 2 * moves;
            }
            keyed[count++] = key(vm, node, rank);
        }
        Arrays.sort(keyed, 0, count);
        int[] destinations = new int[count];
        for (int i = 0; i < count; i++) {
            destinations[i] = Likeness.nodeIn(keyed[i]);
        }
        return destinations;
    }

    /** Without all that may still leave it, the node has the room. */
    private boolean canMakeRoom(int vm, int node) {
        for (int dimension = 0; dimension < at.load.length; dimension++) {
            int load = at.load[dimension][node] + instance.demand[dimension][vm];
            for (int other = at.firstOn(node); other >= 0; other = at.nextOf(other)) {
                load -= needs.free.get(other) ? instance.demand[dimension][other] : 0;
            }
            if (load > at.bound[dimension][node]) {
                return false;
            }
        }
        return true;
    }

    private long key(int vm, int node, long rank) {
        long permille = 1_000;
        for (int dimension = 0; dimension < at.load.length; dimension++) {
            if (instance.demand[dimension][vm] > 0 && at.bound[dimension][node] > 0) {
                long left =
                        (long) at.bound[dimension][node] - at.load[dimension][node] - instance.demand[dimension][vm];
                permille = Math.min(permille, left * 1_000 / at.bound[dimension][node]);
            }
        }
        long astray = astray(vm, node);
        long crowded = Math.clamp(1_000 - permille + astray % MOST_ASTRAY_PERMILLE, 0, (1 << 12) - 1);
        long shifted = Math.clamp(rank + (astray >>> 16) % (1 + rank / 2), 0, MOST_RANK);
        long turn = (node + seed) % instance.nodeCount();
        return shifted << 52 | crowded << 40 | turn << 20 | node;
    }

    /** Not negative; 0 for everything where the order is not shuffled. */
    private long astray(int vm, int node) {
        if (shuffle == 0) {
            return 0;
        }
        long mixed = (shuffle ^ ((long) vm << Integer.SIZE | node)) * 0x9E3779B97F4A7C15L;
        return (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L >>> 16;
    }
}
