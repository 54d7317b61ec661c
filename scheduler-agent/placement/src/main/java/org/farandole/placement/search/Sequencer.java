package org.farandole.placement.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.farandole.placement.Dimension;
import org.farandole.placement.search.Sequence.Kind;
import org.farandole.placement.search.Sequence.Step;
import org.jspecify.annotations.Nullable;

/**
 * Puts moves into an order in which, whatever lawful moment each starts at and however long it takes, nothing rigid goes above
 * its limit (or the load before, where that is higher), every continuous rule holds, and no more migrate at once than the terms
 * allow. A VM in flight counts on both of its nodes. Where it is possible, what is not rigid keeps within its limit too.
 *
 * <p>Where no order of direct moves is lawful, VMs make detours: through a spare node, or, the last resort, suspended. Not
 * thread-safe: it keeps its scratch arrays from call to call.
 */
final class Sequencer {

    private static final long MOST_BRANCHES = 5_000;

    private final Instance instance;
    private final int cpu;
    private final @Nullable SequencerRules rules;
    private final SequencerSteps steps;
    private final SequencerOrder order;
    private @Nullable SequencerReach reach;
    private int[] need = new int[64];

    Sequencer(Instance instance) {
        this.instance = instance;
        cpu = instance.dimension(Dimension.CPU);
        rules = SequencerRules.of(instance);
        steps = new SequencerSteps(instance);
        order = new SequencerOrder(steps, rules);
    }

    static Sequenced of(Instance instance, int[] hosts, int[] moved) {
        return new Sequencer(instance).of(hosts, moved);
    }

    /** Whether any VM can migrate, or be suspended, as things are before any move. If none can, none ever will. */
    static boolean anyFirstMove(Instance instance) {
        return new SequencerReach(instance, SequencerRules.of(instance)).anyFirstMove();
    }

    /** Whether the VM can move at any time, if as many others as can be move before. */
    boolean canEverMove(int vm) {
        return reach().canEverMove(vm);
    }

    private SequencerReach reach() {
        SequencerReach known = reach;
        if (known == null) {
            known = new SequencerReach(instance, rules);
            reach = known;
        }
        return known;
    }

    /** @param hosts of all VMs at the end */
    Sequenced of(int[] hosts) {
        return of(
                hosts,
                IntStream.range(0, hosts.length)
                        .filter(vm -> hosts[vm] != instance.host[vm])
                        .toArray());
    }

    /**
     * @param hosts of the moved VMs at the end; final loads have to be lawful
     * @param moved VMs that are not where they were, each once
     */
    Sequenced of(int[] hosts, int[] moved) {
        int[] sorted = sorted(moved);
        steps.clear();
        for (int vm : sorted) {
            steps.migrate(vm, instance.host[vm], hosts[vm], -1);
        }
        if (!anyConflict()) {
            long price = price();
            return new Sequenced.Ordered(new Sequence(unordered(), price), price);
        }
        if (findsOrder(MOST_BRANCHES)) {
            return ordered(price());
        }
        if (Arrays.stream(moved).anyMatch(vm -> !canEverMove(vm))) {
            return new Sequenced.Without(Sequenced.NEVER);
        }
        Sequenced answer = new PivotSearch(this, steps, order, hosts, sorted).answer();
        return isSettled(answer) || !SequencerPaths.suit(instance) ? answer : settled(answer, hosts, moved);
    }

    private static boolean isSettled(Sequenced answer) {
        return switch (answer) {
            case Sequenced.Ordered ordered -> ordered.cheapest() && !suspends(ordered.sequence());
            case Sequenced.Without without -> without.certain();
        };
    }

    /** Migrations alone may do, with more detours than were tried. */
    private static boolean suspends(Sequence sequence) {
        return sequence.steps().stream().anyMatch(step -> step.kind() == Kind.SUSPEND);
    }

    /** What is left open of a small instance is found by going through all there is. */
    private Sequenced settled(Sequenced answer, int[] hosts, int[] moved) {
        int[] end = instance.host.clone();
        for (int vm : moved) {
            end[vm] = hosts[vm];
        }
        SequencerPaths paths = new SequencerPaths(instance, rules, end);
        List<SequencerPaths.Hop> way = paths.cheapest(false);
        if (way == null && paths.complete() && paths.anySuspension()) {
            way = paths.cheapest(true);
        }
        if (way == null) {
            return paths.complete() ? new Sequenced.Without(Sequenced.NEVER) : answer;
        }
        Sequenced found = inThisOrder(way);
        boolean asGood = answer instanceof Sequenced.Ordered ordered
                && ordered.sequence().price() == found.atLeast();
        return asGood ? new Sequenced.Ordered(((Sequenced.Ordered) answer).sequence(), found.atLeast()) : found;
    }

    private Sequenced inThisOrder(List<SequencerPaths.Hop> way) {
        steps.clear();
        steps.detours = true;
        Map<Integer, Integer> last = new HashMap<>();
        Map<Integer, Integer> suspendedOn = new HashMap<>();
        for (SequencerPaths.Hop hop : way) {
            int before = last.getOrDefault(hop.vm(), -1);
            Kind kind = hop.to() < 0 ? Kind.SUSPEND : hop.from() < 0 ? Kind.RESUME : Kind.MIGRATE;
            int source = hop.from() < 0 ? suspendedOn.getOrDefault(hop.vm(), -1) : hop.from();
            suspendedOn.put(hop.vm(), source);
            last.put(hop.vm(), steps.add(kind, hop.vm(), source, hop.to() < 0 ? source : hop.to(), before));
        }
        steps.reckon(false, rules);
        int[] asTheyAre = IntStream.range(0, steps.size).toArray();
        long price = price();
        return new Sequenced.Ordered(new Sequence(SequencerWaits.of(steps, rules, asTheyAre), price), price);
    }

    /** Those with the most CPU first: they have been waiting for it. */
    private int[] sorted(int[] moved) {
        long[] keys = new long[moved.length];
        for (int i = 0; i < keys.length; i++) {
            long demand = cpu < 0 ? 0 : instance.demand[cpu][moved[i]];
            keys[i] = (Integer.MAX_VALUE - demand) << Integer.SIZE | moved[i];
        }
        Arrays.sort(keys);
        int[] vms = new int[keys.length];
        for (int i = 0; i < vms.length; i++) {
            vms[i] = (int) keys[i];
        }
        return vms;
    }

    /** Whether, if all moves start at once, something is short, or too many, or against a rule. */
    private boolean anyConflict() {
        int dimensions = instance.dimensions.length;
        int perNode = dimensions + 2;
        int most = Math.min(instance.terms.perNode(), instance.terms.perLink());
        if (need.length < steps.touched * perNode) {
            need = new int[2 * steps.touched * perNode];
        }
        Arrays.fill(need, 0, steps.touched * perNode, 0);
        for (int step = 0; step < steps.size; step++) {
            for (int dimension = 0; dimension < dimensions; dimension++) {
                need[steps.to[step] * perNode + dimension] += instance.demand[dimension][steps.vm[step]];
            }
            int out = ++need[steps.from[step] * perNode + dimensions];
            int in = ++need[steps.to[step] * perNode + dimensions + 1];
            if (out > most || in > most || isAgainstRules(step)) {
                return true;
            }
        }
        for (int node = 0; node < steps.touched; node++) {
            int out = need[node * perNode + dimensions];
            int in = need[node * perNode + dimensions + 1];
            if (out > 0 && in > 0 && out + in > instance.terms.perLink()) {
                return true;
            }
            for (int dimension = 0; dimension < dimensions; dimension++) {
                int wanted = need[node * perNode + dimension];
                if (wanted > 0 && wanted > SequencerSteps.room(instance, dimension, steps.node[node])) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isAgainstRules(int step) {
        if (rules == null) {
            return false;
        }
        int to = steps.goal(step);
        int[] concerned = rules.concerned(steps.vm[step], steps.left(step), to);
        return rules.isPooled(steps.vm[step], steps.left(step), to)
                || !rules.pairwise(concerned)
                || !rules.allows(concerned, steps.vm[step], to);
    }

    private List<Step> unordered() {
        List<Step> answer = new ArrayList<>(steps.size);
        for (int step = 0; step < steps.size; step++) {
            answer.add(new Step(Kind.MIGRATE, steps.vm[step], steps.left(step), steps.goal(step), List.of()));
        }
        return answer;
    }

    /** An order in which nobody gets worse for a while, or, failing that, one that is lawful. */
    boolean findsOrder(long branches) {
        return order.find(true, branches) || order.find(false, branches);
    }

    /** With the order that was found last. */
    Sequenced ordered(long atLeast) {
        return new Sequenced.Ordered(new Sequence(SequencerWaits.of(steps, rules, order.made), price()), atLeast);
    }

    long price() {
        long price = 0;
        for (int step = 0; step < steps.size; step++) {
            if (steps.kind[step] != Kind.SUSPEND) {
                price += instance.prices.of(steps.vm[step], steps.node[steps.from[step]], steps.node[steps.to[step]]);
            }
        }
        return price;
    }

    boolean hasPairRulesOnly() {
        return rules == null || rules.hasPairwiseOnly();
    }

    Instance instance() {
        return instance;
    }

    /** Whether continuous rules let the VM go there if nothing else moves. */
    boolean rulesAllow(int vm, int node) {
        return rules == null || rules.allowNow(vm, node);
    }
}
