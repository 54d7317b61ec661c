package org.farandole.placement.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.farandole.placement.Cause;
import org.farandole.placement.Cause.Kind;
import org.farandole.placement.Dimension;
import org.farandole.placement.Node;
import org.farandole.placement.Vm;
import org.farandole.placement.rule.Rule;

/** VMs that would have to leave and may not, or have nowhere to go. */
final class ShortageOfLeave {

    private final Instance instance;
    private final ShortageOfPlaces places;

    ShortageOfLeave(Instance instance, ShortageOfPlaces places) {
        this.instance = instance;
        this.places = places;
    }

    Optional<Cause> cause() {
        for (int vm = 0; vm < instance.vmCount(); vm++) {
            if (instance.mustMove[vm] && !places.mayLeave(vm)) {
                return Optional.of(stuck(vm));
            }
        }
        int[][] leavable = leavable();
        for (int node = 0; node < instance.nodeCount(); node++) {
            for (int dimension = 0; dimension < instance.dimensions.length; dimension++) {
                int least = instance.load[dimension][node] - leavable[dimension][node];
                if (least > instance.allowance[dimension][node]) {
                    return Optional.of(tooFew(dimension, node, least));
                }
            }
        }
        return Optional.empty();
    }

    /** By dimension and node: what may leave those that are above their bounds; of others, all. */
    private int[][] leavable() {
        int[][] leavable = new int[instance.dimensions.length][instance.nodeCount()];
        boolean[] over = new boolean[instance.nodeCount()];
        for (int dimension = 0; dimension < leavable.length; dimension++) {
            for (int node = 0; node < over.length; node++) {
                over[node] |= instance.load[dimension][node] > instance.allowance[dimension][node];
            }
        }
        for (int vm = 0; vm < instance.vmCount(); vm++) {
            int node = instance.host[vm];
            if (!over[node] || places.mayLeave(vm)) {
                for (int dimension = 0; dimension < leavable.length; dimension++) {
                    leavable[dimension][node] += instance.demand[dimension][vm];
                }
            }
        }
        return leavable;
    }

    private Cause tooFew(int dimension, int node, int least) {
        Dimension what = instance.dimensions[dimension];
        List<Integer> stay = IntStream.range(0, instance.vmCount())
                .filter(vm -> instance.host[vm] == node && instance.demand[dimension][vm] > 0 && !places.mayLeave(vm))
                .boxed()
                .toList();
        WordingRules rules = new WordingRules(instance);
        TreeSet<String> blamed = new TreeSet<>();
        TreeSet<String> reasons = new TreeSet<>();
        boolean allBound = true;
        for (int vm : stay) {
            Cause alone = stuck(vm, rules);
            blamed.addAll(alone.rules());
            reasons.add(alone.words());
            allBound &= !alone.rules().isEmpty();
        }
        String words = "the VMs on " + instance.nodes.get(node).name() + " that cannot leave take "
                + WordingPhrases.amountOutOf(least, instance.allowance[dimension][node], what) + ": "
                + WordingPhrases.list(List.copyOf(reasons));
        return allBound ? new Cause(Kind.RULES, List.copyOf(blamed), words) : new Cause(Kind.HELD, words);
    }

    private Cause stuck(int vm) {
        Cause cause = stuck(vm, new WordingRules(instance));
        String host = instance.nodes.get(instance.host[vm]).name();
        return new Cause(cause.kind(), cause.rules(), cause.words() + ", but has to leave " + host);
    }

    private Cause stuck(int vm, WordingRules rules) {
        Vm each = instance.vms.get(vm);
        Node host = instance.nodes.get(instance.host[vm]);
        if (!instance.mayMove[vm]) {
            if (!each.coolDown().isZero()) {
                return new Cause(
                        Kind.HELD, each.name() + " is in cool-down for " + WordingPhrases.time(each.coolDown()));
            }
            return host.heldBy() != null
                    ? new Cause(Kind.HELD, host.name() + " is reserved by " + host.heldBy())
                    : rules.keeping(vm)
                            .map(rule -> new Cause(
                                    Kind.RULES,
                                    List.of(rule.name()),
                                    WordingPhrases.rule(rule) + " keeps " + each.name()))
                            .orElseGet(() -> new Cause(Kind.HELD, each.name() + " may not move"));
        }
        return nowhere(vm, rules);
    }

    /** Rules are to blame if it would fit on a node that they keep it from. */
    private Cause nowhere(int vm, WordingRules rules) {
        String name = instance.vms.get(vm).name();
        TreeSet<String> blamed = new TreeSet<>();
        List<String> words = new ArrayList<>();
        for (int node = 0; node < instance.nodeCount(); node++) {
            if (node != instance.host[vm] && places.fits(vm, node)) {
                Optional<Rule> rule = rules.barring(vm, node);
                if (rule.isPresent() && blamed.add(rule.get().name())) {
                    words.add(WordingPhrases.rule(rule.get()));
                }
            }
        }
        if (!blamed.isEmpty()) {
            return new Cause(
                    Kind.RULES, List.copyOf(blamed), name + " has nowhere to go under " + WordingPhrases.list(words));
        }
        return new Cause(Kind.FRAGMENTED, name + " (" + size(vm) + ") fits on no node that it may go to");
    }

    private String size(int vm) {
        return WordingPhrases.list(IntStream.range(0, instance.dimensions.length)
                .filter(dimension -> instance.demand[dimension][vm] > 0)
                .mapToObj(dimension -> WordingPhrases.amount(
                        instance.demand[dimension][vm], Objects.requireNonNull(instance.dimensions[dimension])))
                .toList());
    }
}
