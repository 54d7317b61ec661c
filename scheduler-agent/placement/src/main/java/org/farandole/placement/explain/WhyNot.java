package org.farandole.placement.explain;

import java.time.Duration;
import java.util.Optional;
import org.farandole.placement.Dimension;
import org.farandole.placement.Goal;
import org.farandole.placement.Node;
import org.farandole.placement.Result;
import org.farandole.placement.Vm;
import org.farandole.placement.search.Instance;
import org.farandole.placement.search.WordingRules;
import org.farandole.placement.search.WordingTrial;

/** The reason for one VM and one node: with all else as the answer leaves it, what if the VM were there. Not thread-safe. */
final class WhyNot {

    private static final int PERMILLE = 1_000;

    private final Outcome outcome;
    private final Instance instance;
    private final WordingRules rules;
    private final Moments moments;
    private final WordingTrial trial;
    private final long imbalance;

    WhyNot(Outcome outcome) {
        this.outcome = outcome;
        instance = outcome.instance;
        rules = new WordingRules(instance);
        moments = new Moments(outcome);
        trial = new WordingTrial(instance, outcome.hosts);
        imbalance = trial.imbalance();
    }

    WordingTrial trial() {
        return trial;
    }

    Reason of(int vm, int node) {
        if (outcome.hosts[vm] == node) {
            String name = outcome.nodeName(node);
            return outcome.moves(vm) ? new Reason.Chosen(name) : new Reason.There(name);
        }
        if (outcome.passes(vm, node)) {
            return new Reason.PassesThrough(outcome.nodeName(node));
        }
        return ofVm(vm).or(() -> ofNode(vm, node)).orElseGet(() -> tried(vm, node));
    }

    /** What keeps the VM on its node, whatever the other. */
    Optional<Reason> ofVm(int vm) {
        Vm each = instance.vms.get(vm);
        Node home = instance.nodes.get(instance.host[vm]);
        if (!each.coolDown().isZero()) {
            return Optional.of(new Reason.CoolingDown(each.coolDown()));
        }
        if (home.heldBy() != null) {
            return Optional.of(new Reason.HeldBy(home.name(), home.heldBy()));
        }
        return rules.keeping(vm).map(Reason.Kept::new);
    }

    /** What the node does not take, or not of this VM. */
    Optional<Reason> ofNode(int vm, int node) {
        Node each = instance.nodes.get(node);
        String name = each.name();
        if (instance.host[vm] == node) {
            return instance.mustMove[vm]
                    ? rules.barring(vm, node)
                            .<Reason>map(rule -> new Reason.Barred(name, rule))
                            .or(() -> Optional.of(new Reason.Draining(name)))
                    : Optional.empty();
        }
        if (each.heldBy() != null) {
            return Optional.of(new Reason.HeldBy(name, each.heldBy()));
        }
        if (each.draining()) {
            return Optional.of(new Reason.Draining(name));
        }
        if (each.power() == Node.Power.OFF && !outcome.woken.get(node)) {
            return Optional.of(new Reason.Off(name));
        }
        if (instance.vms.get(vm).notTo().contains(name)) {
            return Optional.of(new Reason.NotTo(name));
        }
        return rules.barring(vm, node).map(rule -> new Reason.Barred(name, rule));
    }

    private Reason tried(int vm, int node) {
        int from = trial.host(vm);
        long before = instance.goal == Goal.BALANCE ? trial.imbalance(from, node) : 0;
        trial.move(vm, node);
        try {
            return unlawful(node)
                    .or(() -> moments.against(vm, node))
                    .or(this::goalMissed)
                    .orElseGet(
                            () -> outcome.moves(vm) ? other(vm, from, node, before) : oneMore(vm, node, from, before));
        } finally {
            trial.takeBack();
        }
    }

    /** What no plan may leave behind. */
    Optional<Reason> unlawful(int node) {
        int dimension = trial.worst(node);
        if (dimension >= 0) {
            Dimension what = instance.dimensions[dimension];
            return Optional.of(new Reason.Overload(
                    outcome.nodeName(node),
                    what,
                    trial.load(dimension, node),
                    instance.limit[dimension][node],
                    instance.nodes.get(node).capacity().get(what)));
        }
        return trial.brokenByThis().map(Reason.RuleBroken::new);
    }

    /** Where there is no plan: what is wrong even so. */
    Optional<Reason> goalMissed() {
        int node = trial.overloaded();
        if (node >= 0) {
            int dimension = trial.worst(node);
            return Optional.of(new Reason.StillOverloaded(
                    outcome.nodeName(node),
                    instance.dimensions[dimension],
                    trial.load(dimension, node),
                    instance.limit[dimension][node]));
        }
        int vm = outcome.reached() ? -1 : trial.unmoved();
        return vm >= 0
                ? Optional.of(new Reason.StillThere(outcome.vmName(vm), outcome.nodeName(instance.host[vm])))
                : trial.broken().map(Reason.StillBroken::new);
    }

    /** In place of the plan's destination. */
    private Reason other(int vm, int from, int node, long before) {
        return worseGoal(before, from, node).orElseGet(() -> {
            long detour = outcome.detour(vm);
            return betterGoal(before, from, node) ? better() : sameGoal(detour, from, node);
        });
    }

    /** A move that the plan does not have. */
    private Reason oneMore(int vm, int node, int from, long before) {
        boolean soft = !(outcome.result instanceof Result.NothingToDo) && trial.dearer(0) < 0;
        boolean worth = betterGoal(before, from, node)
                && (instance.goal != Goal.BALANCE || gain(before, from, node) >= worthOfAMove());
        if (worseGoal(before, from, node).isEmpty() && !outcome.proved() && (soft || worth)) {
            return better();
        }
        return new Reason.NoGain(Duration.ofMillis(instance.prices.millis(vm, from, node)));
    }

    private double worthOfAMove() {
        return imbalance * (double) instance.terms.leastGain().balancePermille() / PERMILLE;
    }

    private long gain(long before, int... nodes) {
        return before - trial.imbalance(nodes);
    }

    private boolean betterGoal(long before, int... nodes) {
        return switch (instance.goal) {
            case CONSOLIDATE -> trial.moreNodes() < 0;
            case BALANCE -> gain(before, nodes) > 0;
            case RELIEVE, EVACUATE -> false;
        };
    }

    Optional<Reason> worseGoal(long before, int... nodes) {
        return switch (instance.goal) {
            case CONSOLIDATE ->
                trial.moreNodes() > 0 ? Optional.of(new Reason.MoreNodes(trial.moreNodes())) : Optional.empty();
            case BALANCE ->
                gain(before, nodes) < 0
                        ? Optional.of(new Reason.LessBalanced(
                                Math.max(1, -gain(before, nodes) * PERMILLE / Math.max(1, imbalance))))
                        : Optional.empty();
            case RELIEVE, EVACUATE -> Optional.empty();
        };
    }

    /** Cost, and then room, where the goal is reached equally well. Takes the trial back. */
    Reason sameGoal(long detour, int chosen, int node) {
        long dearer = trial.dearer(detour);
        if (dearer > 0) {
            return new Reason.Dearer(trial.dearerMoves(detour), trial.dearerTime(detour), trial.softlyBroken());
        }
        if (dearer < 0) {
            return better();
        }
        long room = trial.room(node);
        String name = outcome.nodeName(node);
        trial.takeBack();
        long roomThere = trial.room(chosen);
        return room < roomThere
                ? new Reason.LessRoom(name, room, outcome.nodeName(chosen), roomThere)
                : new Reason.AsGood(name);
    }

    Reason better() {
        return outcome.proved() ? new Reason.NoOrder() : new Reason.NotSeen();
    }
}
