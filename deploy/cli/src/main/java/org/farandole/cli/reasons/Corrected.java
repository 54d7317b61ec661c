package org.farandole.cli.reasons;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.node.NodeName;
import org.farandole.solving.Learned;
import org.farandole.solving.SolveInput;
import org.jspecify.annotations.Nullable;

/** What a solve knew from past migrations: how much, and in full of what it moved. */
final class Corrected {

    private record Link(NodeName source, NodeName destination) {}

    private Corrected() {}

    /** No line where nothing was learned yet. */
    static List<String> of(SolveInput input, List<Action> actions) {
        Learned learned = input.learned();
        if (learned == null || learned.vms().isEmpty() && learned.pairs().isEmpty()) {
            return List.of();
        }
        Map<Link, Integer> links = new HashMap<>();
        learned.pairs().forEach(pair -> links.put(new Link(pair.source(), pair.destination()), pair.permille()));
        List<String> lines = new ArrayList<>();
        lines.add("learned from past migrations of "
                + SolveText.count(learned.vms().size(), "VM") + " and between "
                + SolveText.count(learned.pairs().size(), "pair") + " of nodes");
        for (Action.Migrate move : Action.migrations(actions)) {
            String known = Stream.of(
                            factor(move.vm(), learned.vms().get(move.vm())),
                            factor(
                                    move.source() + "→" + move.destination(),
                                    links.get(new Link(move.source(), move.destination()))))
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(", "));
            if (!known.isEmpty()) {
                lines.add("  " + known + " of the modelled time");
            }
        }
        return lines;
    }

    private static @Nullable String factor(Object what, @Nullable Integer permille) {
        return permille == null ? null : String.format(Locale.ROOT, "%s × %.2f", what, permille / 1000.0);
    }
}
