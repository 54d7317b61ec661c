package org.farandole.placement.explain;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.farandole.placement.Goal;
import org.farandole.placement.search.Instance;
import org.farandole.placement.search.WordingTrial;

/** Why a VM stayed on a node that had to lose some: what is against its going in place of one that goes. */
final class Stays {

    /** Up to so many nodes, every one is tried as its destination; beyond, those of the plan's moves from its node. */
    private static final int FEW_NODES = 64;

    private final Outcome outcome;
    private final Instance instance;
    private final WhyNot whyNot;
    private final int[] moved;

    Stays(Outcome outcome, WhyNot whyNot) {
        this.outcome = outcome;
        instance = outcome.instance;
        this.whyNot = whyNot;
        moved = outcome.moved();
    }

    Reason of(int vm) {
        return whyNot.ofVm(vm).orElseGet(() -> {
            int[] movers = movers(instance.host[vm]);
            return movers.length == 0 || instance.mustMove[vm] ? alone(vm) : insteadOfOne(vm, movers);
        });
    }

    private int[] movers(int node) {
        return Arrays.stream(moved).filter(vm -> instance.host[vm] == node).toArray();
    }

    private Reason insteadOfOne(int vm, int[] movers) {
        boolean all = instance.nodeCount() <= FEW_NODES;
        return Arrays.stream(movers)
                .filter(mover -> !instance.mustMove[mover])
                .boxed()
                .flatMap(mover -> (all ? IntStream.range(0, instance.nodeCount()) : IntStream.of(outcome.hosts[mover]))
                        .filter(node -> node != instance.host[vm])
                        .mapToObj(node -> new Reason.InsteadOf(
                                outcome.vmName(mover), outcome.nodeName(node), instead(vm, mover, node))))
                .min(Comparator.comparing(Reason.InsteadOf::reason, Nearness.FIRST))
                .map(Reason.class::cast)
                .orElseGet(() -> new Reason.NotNeeded(outcome.nodeName(instance.host[vm])));
    }

    private Reason instead(int vm, int mover, int node) {
        Optional<Reason> fixed = whyNot.ofNode(vm, node);
        if (fixed.isPresent()) {
            return fixed.get();
        }
        WordingTrial trial = whyNot.trial();
        int home = instance.host[vm];
        int chosen = outcome.hosts[mover];
        long before = instance.goal == Goal.BALANCE ? trial.imbalance(home, chosen, node) : 0;
        trial.move(mover, home);
        trial.move(vm, node);
        try {
            return tooLittle(vm, home)
                    .or(() -> whyNot.unlawful(node))
                    .or(whyNot::goalMissed)
                    .or(() -> whyNot.worseGoal(before, home, chosen, node))
                    .orElseGet(() -> whyNot.sameGoal(outcome.detour(mover), chosen, node));
        } finally {
            trial.takeBack();
        }
    }

    private Optional<Reason> tooLittle(int vm, int home) {
        int dimension = whyNot.trial().worst(home);
        if (dimension < 0) {
            return Optional.empty();
        }
        int amount = instance.demand[dimension][vm];
        int surplus = whyNot.trial().load(dimension, home) - instance.allowance[dimension][home];
        return Optional.of(new Reason.TooLittle(instance.dimensions[dimension], amount, amount + surplus));
    }

    /** Nothing leaves its node: does any node take it, and what then? */
    private Reason alone(int vm) {
        record Found(int node, Reason reason) {}
        Optional<Found> nearest = IntStream.range(0, instance.nodeCount())
                .filter(node -> node != instance.host[vm])
                .mapToObj(node -> new Found(node, whyNot.of(vm, node)))
                .min(Comparator.comparing(Found::reason, Nearness.FIRST));
        if (nearest.isPresent() && Nearness.takes(nearest.get().reason())) {
            return nearest.get().reason();
        }
        return new Reason.Nowhere(
                instance.nodeCount() - 1,
                nearest.map(found -> new Reason.Nowhere.Nearest(outcome.nodeName(found.node()), found.reason())));
    }
}
