package org.farandole.placement.search;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.farandole.placement.Goal;
import org.farandole.placement.Measures;
import org.farandole.placement.rule.Rule;

/** What other moves would make of the arrangement that an answer leads to: tried, looked at, taken back. Not thread-safe. */
public final class WordingTrial {

    private static final int PERMILLE = 1_000;

    private record Moved(int vm, int from) {}

    private final Instance instance;
    private final Arrangement at;
    private final int[] breachBefore;
    private final int[] softGuards;
    private final long priceBefore;
    private final long penaltyBefore;
    /** Nodes that have VMs, beyond the answer's. */
    private int moreNodes;

    private final Deque<Moved> moved = new ArrayDeque<>();

    /** @param hosts of all VMs, as the answer has it */
    public WordingTrial(Instance instance, int[] hosts) {
        this.instance = instance;
        at = new Arrangement(instance).goTo(hosts);
        List<Guard> guards = instance.guards;
        breachBefore = IntStream.range(0, guards.size()).map(at::breachOf).toArray();
        softGuards = IntStream.range(0, guards.size())
                .filter(guard -> guards.get(guard).soft())
                .toArray();
        priceBefore = at.price;
        penaltyBefore = at.penalty;
    }

    public void move(int vm, int node) {
        moved.push(new Moved(vm, at.host[vm]));
        put(vm, node);
    }

    private void put(int vm, int node) {
        moreNodes -= at.count[at.host[vm]] == 1 ? 1 : 0;
        at.move(vm, node);
        moreNodes += at.count[node] == 1 ? 1 : 0;
    }

    /** All that was tried. */
    public void takeBack() {
        while (!moved.isEmpty()) {
            Moved last = moved.pop();
            put(last.vm(), last.from());
        }
    }

    public int host(int vm) {
        return at.host[vm];
    }

    public int load(int dimension, int node) {
        return at.load[dimension][node];
    }

    /** The number of VMs on a node. */
    public int count(int node) {
        return at.count[node];
    }

    /** The dimension in which the node is the furthest above its bound; -1 if there is none. */
    public int worst(int node) {
        int worst = -1;
        double most = 0;
        for (int dimension = 0; dimension < at.load.length; dimension++) {
            double share = at.load[dimension][node] / (double) Math.max(1, instance.limit[dimension][node]);
            if (at.load[dimension][node] > instance.bound[dimension][node] && share > most) {
                most = share;
                worst = dimension;
            }
        }
        return worst;
    }

    /** A node that is above its bound; -1 if there is none. */
    public int overloaded() {
        return at.over.nextSetBit(0);
    }

    /** A VM that has to leave its node and has not; -1 if there is none. */
    public int unmoved() {
        return instance.nodesToLeave.stream()
                .flatMap(node -> IntStream.of(at.vmsOn(node)))
                .filter(vm -> instance.mustMove[vm] && at.host[vm] == instance.host[vm])
                .findFirst()
                .orElse(-1);
    }

    /** A hard rule that is broken by more than it may be. */
    public Optional<Rule> broken() {
        return broken(0);
    }

    /** A hard rule that is broken by more than it may be, and by more than it was in the answer. */
    public Optional<Rule> brokenByThis() {
        return broken(1);
    }

    private Optional<Rule> broken(int more) {
        for (int guard = at.broken.nextSetBit(0); guard >= 0; guard = at.broken.nextSetBit(guard + 1)) {
            if (more == 0 || at.breachOf(guard) >= breachBefore[guard] + more) {
                return Optional.of(instance.guards.get(guard).rule);
            }
        }
        return Optional.empty();
    }

    /**
     * By how much the moves and the breaches of soft rules cost more than the answer's, in {@link Prices}; negative if less.
     *
     * @param detour what the answer paid beyond direct moves, in {@link Prices}
     */
    public long dearer(long detour) {
        return at.price - priceBefore + at.penalty - penaltyBefore - detour;
    }

    /** How many moves are in {@link #dearer}. */
    public long dearerMoves(long detour) {
        return moves(at.price - priceBefore) + moves(at.penalty - penaltyBefore) - moves(detour);
    }

    private long moves(long price) {
        return price < 0 ? -instance.prices.moves(-price) : instance.prices.moves(price);
    }

    /** How much time is in {@link #dearer}. */
    public Duration dearerTime(long detour) {
        return time(at.price - priceBefore)
                .plus(time(at.penalty - penaltyBefore))
                .minus(time(detour));
    }

    private Duration time(long price) {
        return price < 0 ? instance.prices.time(-price).negated() : instance.prices.time(price);
    }

    /** Soft rules that are broken by more than they are in the answer. */
    public List<Rule> softlyBroken() {
        return at.penalty <= penaltyBefore
                ? List.of()
                : IntStream.of(softGuards)
                        .filter(guard -> at.breachOf(guard) > breachBefore[guard])
                        .mapToObj(guard -> instance.guards.get(guard).rule)
                        .toList();
    }

    /** How many nodes more than in the answer have VMs. */
    public int moreNodes() {
        return moreNodes;
    }

    /** What some nodes add to {@link Measures#imbalance}, which {@link Goal#BALANCE} makes small. */
    public long imbalance(int... nodes) {
        return IntStream.of(nodes)
                .distinct()
                .mapToLong(node -> IntStream.range(0, at.load.length)
                        .mapToLong(
                                dimension -> Measures.square(at.load[dimension][node], instance.limit[dimension][node]))
                        .sum())
                .sum();
    }

    /** {@link Measures#imbalance} as it is now. */
    public long imbalance() {
        return Measures.imbalance(instance, at.load);
    }

    /** What is left of the node's limits, less two standard deviations, in the tightest dimension; in thousandths of the limit. */
    public long room(int node) {
        long least = PERMILLE;
        for (int dimension = 0; dimension < at.load.length; dimension++) {
            long variance = 0;
            for (int vm : at.vmsOn(node)) {
                variance += instance.variance[dimension][vm];
            }
            long limit = Math.max(1, instance.limit[dimension][node]);
            long left = limit - at.load[dimension][node] - 2 * (long) Math.ceil(Math.sqrt(variance));
            least = Math.min(least, left * PERMILLE / limit);
        }
        return least;
    }
}
