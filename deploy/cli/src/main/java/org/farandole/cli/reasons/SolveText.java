package org.farandole.cli.reasons;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.farandole.cli.terminal.Table;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Proposal;
import org.jspecify.annotations.Nullable;

/** Answers of the solver, for people. */
final class SolveText {

    private SolveText() {}

    /** In one line. */
    static String inWords(Proposal proposal) {
        return switch (proposal) {
            case Proposal.Actions plan -> moves(plan.actions()) + (plan.partial() ? ", for a part of the problem" : "");
            case Proposal.NothingToDo _ -> "nothing to do";
            case Proposal.NoPlan none ->
                "no plan: " + none.cause()
                        + (none.best() == null
                                ? ""
                                : "; as far as it goes: " + moves(none.best().actions()));
        };
    }

    static String moves(List<Action> actions) {
        Duration sum = actions.stream().map(Action::estimate).reduce(Duration.ZERO, Duration::plus);
        return count(actions.size(), "move") + " of " + Spans.inWords(sum);
    }

    static String count(long number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }

    /** The plan, or what could be done of it; null where there is none. */
    static Proposal.@Nullable Actions plan(Proposal proposal) {
        return switch (proposal) {
            case Proposal.Actions plan -> plan;
            case Proposal.NoPlan none -> none.best();
            case Proposal.NothingToDo _ -> null;
        };
    }

    /** {@code demo-2 rennes-1→rennes-3}, one a move. */
    static List<String> directions(Proposal proposal) {
        Proposal.Actions plan = plan(proposal);
        return plan == null
                ? List.of()
                : plan.actions().stream()
                        .map(action -> switch (action) {
                            case Action.Migrate move -> move.vm() + " " + move.source() + "→" + move.destination();
                            case Action.PowerOff off -> off.node() + " off";
                        })
                        .toList();
    }

    /** A line a move, under headings. Numbered as their {@code after} counts, from 0. */
    static List<String> table(List<Action> actions) {
        Table table = new Table("", "VM", "from", "to", "takes", "after");
        for (int i = 0; i < actions.size(); i++) {
            switch (actions.get(i)) {
                case Action.Migrate move ->
                    table.row(
                            i,
                            move.vm(),
                            move.source(),
                            move.destination(),
                            Spans.inWords(move.estimate()),
                            move.after().isEmpty()
                                    ? "-"
                                    : move.after().stream().map(String::valueOf).collect(Collectors.joining(" ")));
                case Action.PowerOff off -> table.row(i, "-", off.node(), "off", Spans.inWords(off.estimate()), "-");
            }
        }
        return table.lines();
    }

    /** The same, each with its reason below. */
    static List<String> reasons(List<Action> actions) {
        List<String> rows = table(actions);
        List<String> lines = new ArrayList<>(rows.subList(0, 1));
        for (int i = 0; i < actions.size(); i++) {
            lines.add(rows.get(i + 1));
            lines.add("     " + actions.get(i).why());
        }
        return lines;
    }
}
