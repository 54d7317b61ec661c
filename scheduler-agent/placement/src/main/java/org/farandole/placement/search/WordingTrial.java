package org.farandole.placement.search;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.farandole.placement.Goal;
import org.farandole.placement.rule.Rule;

/** What other moves would make of the arrangement that an answer leads to: tried, looked at, taken back. Not thread-safe. */
public final class WordingTrial {

    private static final int PERMILLE = 1_000;

    private record Moved(int vm, int from) {}

    private final Instance instance;
    private final Arrangement at;
    private final int[] breachBefore;
    private final int[] softGuards;
    private final long costBefore;
    private final long penaltyBefore;
    private final int usedBefore;
    private final Deque<Moved> moved = new ArrayDeque<>();

    /** @param hosts of all VMs, as the answer has it */
    public WordingTrial(Instance instance, int[] hosts) {
        this.instance = instance;
        at = new Arrangement(instance);
        for (int vm = 0; vm < hosts.length; vm++) {
            if (hosts[vm] != at.host[vm]) {
                at.move(vm, hosts[vm]);
            }
        }
        List<Guard> guards = instance.guards;
        breachBefore = IntStream.range(0, guards.size()).map(at::breachOf).toArray();
        softGuards = IntStream.range(0, guards.size())
                .filter(guard -> guards.get(guard).soft())
                .toArray();
        costBefore = at.price + at.penalty;
        penaltyBefore = at.penalty;
        usedBefore = at.nodesInUse();
    }

    public void move(int vm, int node) {
        moved.push(new Moved(vm, at.host[vm]));
        at.move(vm, node);
    }

    /** All that was tried. */
    public void takeBack() {
        while (!moved.isEmpty()) {
            Moved last = moved.pop();
            at.move(last.vm(), last.from());
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
        return at.broken.stream().mapToObj(instance.guards::get).map(guard -> guard.rule).findFirst();
    }

    /** A hard rule that is broken by more than it may be, and by more than it was in the answer. */
    public Optional<Rule> brokenByThis() {
        return at.broken.stream()
                .filter(guard -> at.breachOf(guard) > breachBefore[guard])
                .mapToObj(instance.guards::get)
                .map(guard -> guard.rule)
                .findFirst();
    }

    /** By how much the moves and the breaches of soft rules cost more than the answer's, in {@link Prices}; negative if less. */
    public long dearer() {
        return at.price + at.penalty - costBefore;
    }

    public long moves(long price) {
        return instance.prices.moves(price);
    }

    public Duration time(long price) {
        return instance.prices.time(price);
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
        return at.nodesInUse() - usedBefore;
    }

    /** What two nodes add to the sum of squares of relative loads, which {@link Goal#BALANCE} makes small; in millionths. */
    public long imbalance(int node, int other) {
        return imbalance(node) + imbalance(other);
    }

    private long imbalance(int node) {
        long sum = 0;
        for (int dimension = 0; dimension < at.load.length; dimension++) {
            long permille =
                    at.load[dimension][node] * (long) PERMILLE / Math.max(1, instance.limit[dimension][node]);
            sum += permille * permille;
        }
        return sum;
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
