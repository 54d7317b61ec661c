package org.farandole.placement.search;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.farandole.placement.Cause;
import org.farandole.placement.Cause.Kind;
import org.farandole.placement.Dimension;
import org.farandole.placement.rule.Rule;

/** Sums that a single rule narrows: more VMs to spread than nodes, or more demand inside a fence than there is room. */
final class ShortageUnderRules {

    private final Instance instance;
    private final ShortageOfPlaces places;

    ShortageUnderRules(Instance instance, ShortageOfPlaces places) {
        this.instance = instance;
        this.places = places;
    }

    Optional<Cause> cause() {
        for (Rule rule : instance.problem.rules()) {
            Optional<String> words = rule instanceof Rule.Spread spread && !spread.soft()
                    ? tooManyToSpread(spread)
                    : rule instanceof Rule.Fence fence && !fence.soft() ? tooMuchInside(fence) : Optional.empty();
            if (words.isPresent()) {
                return Optional.of(new Cause(Kind.RULES, List.of(rule.name()), words.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<String> tooManyToSpread(Rule.Spread spread) {
        int[] vms = instance.vmsOf(spread.vms());
        int needed = instance.terms.repair() ? vms.length : hosts(vms).cardinality();
        BitSet all = new BitSet(instance.nodeCount());
        for (int vm : vms) {
            for (int node = 0; node < instance.nodeCount() && all.cardinality() < needed; node++) {
                if (!all.get(node) && places.mayEnd(vm, node)) {
                    all.set(node);
                }
            }
        }
        return all.cardinality() >= needed
                ? Optional.empty()
                : Optional.of(WordingPhrases.rule(spread) + " needs " + WordingPhrases.count(needed, "node")
                        + "; its VMs can be on " + all.cardinality());
    }

    private BitSet hosts(int[] vms) {
        BitSet hosts = new BitSet(instance.nodeCount());
        for (int vm : vms) {
            hosts.set(instance.host[vm]);
        }
        return hosts;
    }

    private Optional<String> tooMuchInside(Rule.Fence fence) {
        int[] nodes = instance.nodesOf(fence.nodes());
        int[] vms = instance.vmsOf(fence.vms());
        BitSet inside = new BitSet(instance.nodeCount());
        for (int node : nodes) {
            inside.set(node);
        }
        for (int dimension = 0; dimension < instance.dimensions.length; dimension++) {
            long room = 0;
            for (int node : nodes) {
                room += places.most(dimension, node) - places.fixed(dimension, node);
            }
            long demanded = 0;
            for (int vm : vms) {
                boolean ends = instance.mayMove[vm] && (inside.get(instance.host[vm]) || instance.mustMove[vm]);
                demanded += ends ? instance.demand[dimension][vm] : 0;
            }
            if (demanded > room) {
                Dimension what = instance.dimensions[dimension];
                return Optional.of(WordingPhrases.rule(fence) + " holds VMs that demand "
                        + WordingPhrases.amount(demanded, what) + "; inside is room for "
                        + WordingPhrases.number(Math.max(0, room)) + " " + what.unit());
            }
        }
        return Optional.empty();
    }
}
