package org.farandole.solving;

import java.util.ArrayList;
import java.util.List;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.Proposal;
import org.jspecify.annotations.Nullable;

/** How an answer differs from a recorded one, a line each. */
final class Difference {

    private final List<String> lines = new ArrayList<>();

    private Difference() {}

    /** @param sameProblem whether it was the recorded goal; another makes another problem */
    static List<String> between(IspEvent.Computed recorded, Answer now, boolean sameProblem) {
        Difference difference = new Difference();
        if (sameProblem) {
            difference.hashes(recorded.account().search(), now);
        }
        Proposal before = recorded.proposal();
        if (before == null) {
            difference.summaries(recorded, now.proposal());
        } else {
            difference.proposals(before, now.proposal());
        }
        return difference.lines;
    }

    private void hashes(IspEvent.@Nullable Search search, Answer now) {
        if (search != null && now instanceof Answer.Solved solved) {
            String hash = solved.result().account().inputHash();
            compare("the problem's hash", search.inputHash(), hash);
        }
    }

    /** All that can be held against a record without the answer itself. */
    private void summaries(IspEvent.Computed recorded, Proposal now) {
        compare("the verdict", recorded.verdict(), PartitionSolver.verdict(now));
        compare("the number of moves", recorded.account().moves(), PartitionSolver.moves(now));
    }

    private void proposals(Proposal before, Proposal now) {
        compare("the verdict", PartitionSolver.verdict(before), PartitionSolver.verdict(now));
        if (before instanceof Proposal.NoPlan one && now instanceof Proposal.NoPlan other) {
            compare("the cause", one.cause(), other.cause());
        }
        Proposal.@Nullable Actions one = actions(before);
        Proposal.@Nullable Actions other = actions(now);
        if (one != null && other != null) {
            compare("the gain in % of a core", one.gainCpuPercent(), other.gainCpuPercent());
        }
        List<String> actions = inWords(one);
        List<String> others = inWords(other);
        for (int i = 0; i < Math.max(actions.size(), others.size()); i++) {
            compare("action " + i, at(actions, i), at(others, i));
        }
    }

    private static Proposal.@Nullable Actions actions(Proposal proposal) {
        return switch (proposal) {
            case Proposal.Actions actions -> actions;
            case Proposal.NoPlan none -> none.best();
            case Proposal.NothingToDo _ -> null;
        };
    }

    private static List<String> inWords(Proposal.@Nullable Actions plan) {
        return plan == null
                ? List.of()
                : plan.actions().stream().map(Difference::inWords).toList();
    }

    private static String inWords(Action action) {
        return switch (action) {
            case Action.Migrate move ->
                move.vm() + " " + move.source() + "→" + move.destination() + " in "
                        + move.estimate().toMillis() + " ms after " + move.after() + " (" + move.why() + ")";
            case Action.PowerOff off -> off.node() + " off (" + off.why() + ")";
        };
    }

    private static String at(List<String> actions, int number) {
        return number < actions.size() ? actions.get(number) : "none";
    }

    private void compare(String what, Object before, Object now) {
        if (!before.equals(now)) {
            lines.add(what + " was " + before + " and is " + now);
        }
    }
}
