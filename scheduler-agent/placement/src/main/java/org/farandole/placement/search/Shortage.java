package org.farandole.placement.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.farandole.placement.Cause;
import org.farandole.placement.Cause.Kind;
import org.farandole.placement.Dimension;
import org.farandole.placement.rule.Rule;

/**
 * What is impossible at sight, by sums: each cause is a proof that no arrangement reaches the goal; that there is none proves
 * nothing. Nodes that could be woken do not count.
 */
public final class Shortage {

    /** VMs of all the instances that are made to find out whether a rule is to blame. */
    private static final int MOST_VMS_LOOKED_AT = 200_000;

    private final Instance instance;
    private final ShortageOfPlaces places;

    private Shortage(Instance instance) {
        this.instance = instance;
        places = new ShortageOfPlaces(instance);
    }

    /** Why there is no plan, if that can be seen at sight. */
    public static Optional<Cause> atSight(Instance instance) {
        return new Shortage(instance).cause().map(cause -> blame(instance, cause));
    }

    private static Optional<Cause> without(Instance instance, List<Rule> rules) {
        return new Shortage(new Instance(instance.problem.withRules(rules))).cause();
    }

    /** Some rules raise demands, lower limits or close nodes: if the sums are right without them, it is they. */
    private static Cause blame(Instance instance, Cause cause) {
        List<Rule> suspects =
                instance.problem.rules().stream().filter(Shortage::changesSums).toList();
        if (!cause.rules().isEmpty() || suspects.isEmpty()) {
            return cause;
        }
        int mostAsked = Math.min(Conflict.MOST_ASKED, MOST_VMS_LOOKED_AT / Math.max(1, instance.vmCount()));
        Cause found = Conflict.cause(suspects, some -> without(instance, some).isEmpty(), Math.max(2, mostAsked));
        return found.kind() == Kind.RULES
                ? new Cause(Kind.RULES, found.rules(), found.words() + ": " + cause.words())
                : without(instance, List.of()).orElse(cause);
    }

    private static boolean changesSums(Rule rule) {
        return switch (rule) {
            case Rule.Preserve ignored -> true;
            case Rule.Overbook ignored -> true;
            case Rule.Quarantine quarantine -> !quarantine.soft();
            case Rule.Offline offline -> !offline.soft();
            case Rule.Spread ignored -> false;
            case Rule.Gather ignored -> false;
            case Rule.Split ignored -> false;
            case Rule.Among ignored -> false;
            case Rule.Ban ignored -> false;
            case Rule.Fence ignored -> false;
            case Rule.Root ignored -> false;
            case Rule.Lonely ignored -> false;
            case Rule.MaxOnline ignored -> false;
            case Rule.RunningCapacity ignored -> false;
            case Rule.ResourceCapacity ignored -> false;
            case Rule.Online ignored -> false;
        };
    }

    private Optional<Cause> cause() {
        return new ShortageOfLeave(instance, places)
                .cause()
                .or(() -> inSum(Kind.SHORT, ""))
                .or(() -> inSum(Kind.FRAGMENTED, " that any VM can use"))
                .or(() -> new ShortageUnderRules(instance, places).cause());
    }

    private Optional<Cause> inSum(Kind kind, String whichRoom) {
        return IntStream.range(0, instance.dimensions.length)
                .mapToObj(dimension -> inSum(dimension, kind, whichRoom))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** @param kind {@link Kind#FRAGMENTED} to count only the room that VMs can take */
    private Optional<Cause> inSum(int dimension, Kind kind, String whichRoom) {
        long leaving = 0;
        long room = 0;
        List<String> sources = new ArrayList<>();
        for (int node = 0; node < instance.nodeCount(); node++) {
            long most = places.most(dimension, node);
            long usable = kind == Kind.FRAGMENTED ? Math.min(most, instance.bound[dimension][node]) : most;
            long change = usable - instance.load[dimension][node];
            if (change < 0) {
                leaving -= change;
                sources.add(instance.nodes.get(node).name());
            } else {
                room += change;
            }
        }
        if (leaving <= room) {
            return Optional.empty();
        }
        Dimension what = instance.dimensions[dimension];
        String words = WordingPhrases.amount(leaving, what) + " must leave " + WordingPhrases.list(sources)
                + "; the other nodes have room for " + WordingPhrases.number(room) + " " + what.unit() + whichRoom;
        return Optional.of(new Cause(kind, words));
    }
}
