package org.farandole.cli.reasons;

import java.util.ArrayList;
import java.util.List;
import org.farandole.cli.scheduling.Words;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.placement.Account;
import org.farandole.solving.Answer;
import org.farandole.solving.Replayed;
import org.farandole.solving.WhatIf;
import org.jspecify.annotations.Nullable;

/** A replay for people. */
final class ReplayText {

    private ReplayText() {}

    static List<String> of(RecordedSolve solve, Replayed replayed, WhatIf whatIf) {
        List<String> lines = new ArrayList<>();
        lines.add("ISP " + solve.isp().isp() + ", solve " + solve.number() + " of "
                + solve.isp().solves().size() + ": " + Words.of(replayed.goal()) + ", "
                + SolveText.count(replayed.input().states().size(), "node") + ", seed "
                + replayed.limits().seed() + ", at most "
                + SolveText.count(replayed.limits().searchNodes(), "decision"));
        lines.add("  recorded  " + recorded(solve.record()));
        lines.add("  replayed  " + SolveText.inWords(replayed.answer().proposal()) + account(replayed.answer()));
        Proposal.Actions plan = SolveText.plan(replayed.answer().proposal());
        if (plan != null) {
            SolveText.reasons(plan.actions()).forEach(line -> lines.add("    " + line));
        }
        lines.addAll(verdict(solve.record().proposal(), replayed, whatIf));
        return lines;
    }

    private static String recorded(IspEvent.Computed record) {
        Proposal proposal = record.proposal();
        String answer = proposal != null
                ? SolveText.inWords(proposal)
                : Words.of(record.verdict()) + ", "
                        + SolveText.count(record.account().moves(), "move");
        return answer
                + search(
                        record.account().searchNodes(),
                        record.account().fails(),
                        record.account().proved()) + ", "
                + Spans.inWords(record.account().took());
    }

    private static String account(Answer answer) {
        return switch (answer) {
            case Answer.Refused _ -> "";
            case Answer.Solved solved -> {
                Account account = solved.result().account();
                yield search(account.searchNodes(), account.fails(), account.proved()) + ", "
                        + Spans.inWords(account.took()) + " in a cold JVM";
            }
        };
    }

    private static String search(long searchNodes, long fails, boolean proved) {
        return "; " + SolveText.count(searchNodes, "decision") + ", " + SolveText.count(fails, "dead end") + ", "
                + (proved ? "proved" : "not proved");
    }

    private static String only(Proposal one, Proposal other) {
        List<String> moves = new ArrayList<>(SolveText.directions(one));
        moves.removeAll(SolveText.directions(other));
        return moves.isEmpty() ? "no move" : String.join(", ", moves);
    }

    private static List<String> verdict(@Nullable Proposal recorded, Replayed replayed, WhatIf whatIf) {
        if (replayed.same()) {
            return List.of("The same.");
        }
        List<String> lines = new ArrayList<>();
        if (whatIf.changesSomething() && recorded != null) {
            lines.add("Not the same, as something else was asked:");
            lines.add("  only recorded  " + only(recorded, replayed.answer().proposal()));
            lines.add("  only replayed  " + only(replayed.answer().proposal(), recorded));
            return lines;
        }
        lines.add("Not the same:");
        replayed.differences().forEach(difference -> lines.add("  " + difference));
        return lines;
    }
}
