package org.farandole.placement.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.farandole.placement.Goal;
import org.farandole.placement.search.Sequence.Step;
import org.jspecify.annotations.Nullable;

/** Why each VM of a plan leaves its node: what was wrong there, or what comes instead. */
final class WordingReasons {

    private final Instance instance;
    private final int[] hosts;
    private final Sequence sequence;
    private final int[] left;
    private @Nullable Arrangement before;
    private @Nullable Arrangement after;

    WordingReasons(Instance instance, int[] hosts, Sequence sequence) {
        this.instance = instance;
        this.hosts = hosts;
        this.sequence = sequence;
        left = new int[instance.nodeCount()];
        Arrays.stream(hosts).forEach(host -> left[host]++);
    }

    /** @param number of a step of the sequence */
    String of(int number) {
        int vm = sequence.steps().get(number).vm();
        int source = instance.host[vm];
        String name = instance.nodes.get(source).name();
        if (instance.goal == Goal.EVACUATE && instance.nodes.get(source).draining()) {
            return name + " is drained";
        }
        int dimension = worst(source);
        if (dimension >= 0) {
            return name + " is overloaded (" + instance.dimensions[dimension].name() + " "
                    + WordingPhrases.outOf(
                            instance.load[dimension][source],
                            instance.limit[dimension][source],
                            instance.dimensions[dimension])
                    + ")";
        }
        return repaired(vm)
                .or(() -> emptied(source))
                .or(() -> instance.goal == Goal.BALANCE ? Optional.of("for balance") : Optional.empty())
                .or(() -> makesRoom(number, source))
                .orElse(name + " gets more room");
    }

    /** The dimension in which a node is the furthest above its bound; -1 if there is none. */
    int worst(int node) {
        int worst = -1;
        double most = 1;
        for (int dimension = 0; dimension < instance.dimensions.length; dimension++) {
            double share = instance.load[dimension][node] / (double) Math.max(1, instance.limit[dimension][node]);
            if (instance.load[dimension][node] > instance.bound[dimension][node] && (worst < 0 || share > most)) {
                most = share;
                worst = dimension;
            }
        }
        return worst;
    }

    private Optional<String> repaired(int vm) {
        if (instance.problem.rules().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> alone = instance.mustMove[vm]
                ? new WordingRules(instance).barring(vm, instance.host[vm]).map(WordingPhrases::rule)
                : Optional.empty();
        return alone.map(rule -> rule + " is repaired").or(() -> repairedTogether(vm));
    }

    private Optional<String> repairedTogether(int vm) {
        Arrangement old = before == null ? before = new Arrangement(instance) : before;
        Arrangement now = after == null ? after = moved() : after;
        for (int guard = 0; guard < instance.guards.size(); guard++) {
            Guard each = instance.guards.get(guard);
            if (now.breachOf(guard) < old.breachOf(guard)
                    && Arrays.stream(each.suspects(old)).anyMatch(suspect -> suspect == vm)) {
                return Optional.of(WordingPhrases.rule(each.rule)
                        + (now.breachOf(guard) == 0 ? " is repaired" : " is broken less"));
            }
        }
        return Optional.empty();
    }

    private Arrangement moved() {
        return new Arrangement(instance).goTo(hosts);
    }

    private Optional<String> emptied(int source) {
        return left[source] == 0 && instance.goal != Goal.BALANCE
                ? Optional.of(instance.nodes.get(source).name() + " is emptied")
                : Optional.empty();
    }

    /** For one that waits for this step, or for any that comes. */
    private Optional<String> makesRoom(int number, int source) {
        List<Step> steps = sequence.steps();
        int waiting = -1;
        BitSet coming = new BitSet();
        for (int other = 0; other < steps.size(); other++) {
            Step step = steps.get(other);
            if (step.destination() == source && step.kind() != Sequence.Kind.SUSPEND) {
                coming.set(other);
                waiting = waiting < 0 && step.after().contains(number) ? other : waiting;
            }
        }
        if (coming.isEmpty()) {
            return Optional.empty();
        }
        int vm = steps.get(waiting < 0 ? coming.nextSetBit(0) : waiting).vm();
        return Optional.of(instance.nodes.get(source).name() + " makes room for "
                + instance.vms.get(vm).name());
    }
}
