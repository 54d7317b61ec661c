package org.farandole.placement.search;

import java.util.BitSet;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The best solution so far of one instance: lower measure first, then lower price. Only what has an order of moves counts. */
final class Best {

    /** @param price of the moves in their order, with penalties */
    record Solution(int[] hosts, long measure, long price, Sequence sequence) {}

    private final Instance instance;
    private final Effort effort;
    private final Sequencer sequencer;
    private final boolean counts;
    private @Nullable Solution solution;
    /** Some arrangement was good but could not be reached. */
    private boolean withoutOrder;

    private boolean certain = true;

    Best(Instance instance, Effort effort) {
        this(instance, effort, true);
    }

    /** @param counts whether what is found is a plan of the whole answer */
    Best(Instance instance, Effort effort, boolean counts) {
        this.counts = counts;
        this.instance = instance;
        this.effort = effort;
        sequencer = new Sequencer(instance);
    }

    @Nullable
    Solution solution() {
        return solution;
    }

    Sequencer sequencer() {
        return sequencer;
    }

    boolean withoutOrder() {
        return withoutOrder;
    }

    long price() {
        return solution == null ? Shedding.IMPOSSIBLE : solution.price();
    }

    /** Whether nothing was left out for want of a proof about orders. */
    boolean certain() {
        return certain;
    }

    /**
     * Takes it if it is better and has an order of moves.
     *
     * @return its price with detours; {@link Shedding#IMPOSSIBLE} where it has no order
     */
    long price(Arrangement at, long measure) {
        return switch (sequencer.of(at.host, moved(at.host))) {
            case Sequenced.Ordered ordered -> {
                take(at, measure, ordered);
                yield ordered.sequence().price() + at.penalty;
            }
            case Sequenced.Without without -> {
                withoutOrder = true;
                certain &= without.certain();
                yield Shedding.IMPOSSIBLE;
            }
        };
    }

    /** Takes it if it is better and has an order of moves. */
    boolean offer(Arrangement at, long measure) {
        if (!better(measure, at.price + at.penalty)) {
            return false;
        }
        return switch (sequencer.of(at.host, moved(at.host))) {
            case Sequenced.Ordered ordered -> take(at, measure, ordered);
            case Sequenced.Without without -> {
                withoutOrder = true;
                certain &= without.certain();
                yield false;
            }
        };
    }

    private boolean take(Arrangement at, long measure, Sequenced.Ordered ordered) {
        certain &= ordered.cheapest();
        long price = ordered.sequence().price() + at.penalty;
        if (!better(measure, price)) {
            return false;
        }
        solution = new Solution(at.host.clone(), measure, price, ordered.sequence());
        if (counts) {
            effort.planFound();
        }
        return true;
    }

    private boolean better(long measure, long price) {
        Solution before = solution;
        return before == null || measure < before.measure() || measure == before.measure() && price < before.price();
    }

    void replace(Solution other) {
        solution = other;
    }

    /** Gives the solution its measure. */
    void measure(ToLongFunction<int[]> measure) {
        Solution before = solution;
        if (before != null) {
            solution = new Solution(
                    before.hosts(), measure.applyAsLong(before.hosts()), before.price(), before.sequence());
        }
    }

    /** Whether this one, of the same measure, has an order at the same price. */
    boolean asGood(Arrangement at) {
        return solution != null
                && sequencer.of(at.host, moved(at.host)) instanceof Sequenced.Ordered ordered
                && ordered.sequence().price() + at.penalty == solution.price();
    }

    /** Puts this one in the best one's place if it is as good. */
    boolean swapFor(Arrangement at) {
        Solution before = solution;
        if (before != null
                && sequencer.of(at.host, moved(at.host)) instanceof Sequenced.Ordered ordered
                && ordered.sequence().price() + at.penalty == before.price()) {
            solution = new Solution(at.host.clone(), before.measure(), before.price(), ordered.sequence());
            return true;
        }
        return false;
    }

    /** Takes it, better or not, if it has an order. */
    boolean keep(Arrangement at) {
        if (sequencer.of(at.host, moved(at.host)) instanceof Sequenced.Ordered ordered) {
            solution = new Solution(at.host.clone(), 0, ordered.sequence().price() + at.penalty, ordered.sequence());
            return true;
        }
        return false;
    }

    /** Whether there is a solution, and nothing is wrong with it. */
    boolean reachesTheGoal() {
        Solution found = solution;
        if (found == null) {
            return false;
        }
        boolean left = IntStream.range(0, instance.vmCount())
                .noneMatch(vm -> instance.mustMove[vm] && found.hosts()[vm] == instance.host[vm]);
        Arrangement at = new Arrangement(instance).goTo(found.hosts());
        return left && at.over.isEmpty() && at.broken.isEmpty();
    }

    private int[] moved(int[] hosts) {
        BitSet moved = new BitSet();
        for (int vm = 0; vm < hosts.length; vm++) {
            if (hosts[vm] != instance.host[vm]) {
                moved.set(vm);
            }
        }
        return moved.stream().toArray();
    }
}
