package org.farandole.placement.search;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A plan, one overloaded node after the other: each is relieved as cheaply as can be with the nodes around, while the overloads
 * of those to come are tolerated. What goes wrong for one node does not make the others begin anew.
 */
final class PieceByPiece {

    private static final int SEARCH_NODES_A_PIECE = 400;
    private static final int EMPTIEST = 40;
    private static final int ANY = 24;
    private static final int TRIES = 4;
    private static final long MOST_ROOM = 1_000;

    private final Instance instance;
    private final Effort effort;
    private final Region everything;
    private final SplittableRandom random;
    private final Arrangement at;
    private final BitSet unmoved;

    PieceByPiece(Instance instance, Effort effort, Region everything) {
        this.instance = instance;
        this.effort = effort;
        this.everything = everything;
        random = new SplittableRandom(effort.seed());
        at = Arrangement.tolerant(instance);
        unmoved = (BitSet) everything.vms().clone();
    }

    /** Null where a node was not relieved. */
    @Nullable
    Arrangement solve() {
        record Piece(int node, int tries) {}
        Deque<Piece> pieces = new ArrayDeque<>();
        IntStream.of(hardestFirst()).forEach(node -> pieces.add(new Piece(node, 0)));
        if (pieces.isEmpty() && !relieve(-1, 0)) {
            return null;
        }
        while (!pieces.isEmpty()) {
            Piece piece = pieces.remove();
            at.tolerateNoMore(piece.node());
            if (!relieve(piece.node(), piece.tries())) {
                if (piece.tries() == TRIES || effort.exhausted()) {
                    return null;
                }
                at.tolerate(piece.node());
                pieces.add(new Piece(piece.node(), piece.tries() + 1));
            }
        }
        return at;
    }

    /** Those whose VMs are under rules, then the most overloaded. */
    private int[] hardestFirst() {
        return IntStream.range(0, instance.nodeCount())
                .filter(this::overloaded)
                .boxed()
                .sorted(Comparator.comparing((Integer node) -> -ruled(node)).thenComparing(node -> node))
                .mapToInt(node -> node)
                .toArray();
    }

    private boolean overloaded(int node) {
        return IntStream.range(0, instance.bound.length)
                .anyMatch(dimension -> instance.load[dimension][node] > instance.bound[dimension][node]);
    }

    private int ruled(int node) {
        int ruled = 0;
        for (int vm = at.firstOn(node); vm >= 0; vm = at.nextOf(vm)) {
            ruled += instance.index.concerns(vm) || !everything.vms().get(vm) ? 1 : 0;
        }
        return ruled;
    }

    private boolean relieve(int node, int tries) {
        if (at.over.isEmpty() && at.broken.isEmpty() && at.instance.nodesToLeave.isEmpty()) {
            return true;
        }
        Region region = new Region(unmoved, around(node));
        int @Nullable [][] found = new int[1][];
        EjectionSearch search = new EjectionSearch(
                at,
                region,
                effort,
                tries == 0 ? 0 : random.nextLong(),
                good -> {
                    found[0] = good.host.clone();
                    return good.price + good.penalty;
                },
                false);
        search.run(search.bound() + 1, SEARCH_NODES_A_PIECE);
        if (found[0] == null) {
            search.run(Shedding.IMPOSSIBLE, (long) SEARCH_NODES_A_PIECE << tries);
        }
        if (found[0] == null) {
            return false;
        }
        for (int vm = 0; vm < found[0].length; vm++) {
            if (at.host[vm] != found[0][vm]) {
                at.move(vm, found[0][vm]);
                unmoved.clear(vm);
            }
        }
        return true;
    }

    /** The emptiest nodes that any VM of the needy one may go to, and some others. */
    private BitSet around(int needy) {
        if (needy < 0 || everything.nodes().cardinality() <= EMPTIEST + ANY) {
            return everything.nodes();
        }
        int[] vms = at.vmsOn(needy);
        int[] nodes = emptiestFirst();
        BitSet around = new BitSet();
        int next = 0;
        for (int found = 0; next < nodes.length && found < EMPTIEST; next++) {
            if (mayTakeAny(vms, nodes[next])) {
                around.set(nodes[next]);
                found++;
            }
        }
        for (int i = 0; i < ANY && next < nodes.length; i++) {
            around.set(nodes[next + random.nextInt(nodes.length - next)]);
        }
        around.clear(needy);
        return around;
    }

    private boolean mayTakeAny(int[] vms, int node) {
        for (int vm : vms) {
            if (instance.mayGo(vm, node)) {
                return true;
            }
        }
        return false;
    }

    private int[] emptiestFirst() {
        long[] keys = everything.nodes().stream()
                .mapToLong(node -> (MOST_ROOM - room(node)) << Integer.SIZE | node)
                .sorted()
                .toArray();
        int[] nodes = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            nodes[i] = (int) keys[i];
        }
        return nodes;
    }

    /** In thousandths, in the dimension with the least. */
    private long room(int node) {
        long room = MOST_ROOM;
        for (int dimension = 0; dimension < at.load.length; dimension++) {
            long bound = Math.max(1, at.bound[dimension][node]);
            room = Math.min(room, Math.max(0, bound - at.load[dimension][node]) * MOST_ROOM / bound);
        }
        return room;
    }
}
