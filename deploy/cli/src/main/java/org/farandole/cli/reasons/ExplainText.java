package org.farandole.cli.reasons;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.farandole.cli.scheduling.Words;
import org.farandole.cli.terminal.Table;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.placement.explain.Explanation;
import org.farandole.solving.Answer;
import org.farandole.solving.Replayed;

/** An ISP's story for people. */
final class ExplainText {

    private final List<String> lines = new ArrayList<>();

    private ExplainText() {}

    /** What was wrong, the partition, the solves, the decision, the end. */
    static List<String> story(IspHistory isp) {
        ExplainText text = new ExplainText();
        text.head(isp);
        text.partition(isp);
        text.solves(isp);
        text.decision(isp);
        text.end(isp);
        return text.lines;
    }

    /** One solve in detail: what was done and why, and why nothing else was. */
    static List<String> detail(RecordedSolve solve, Replayed replayed) {
        ExplainText text = new ExplainText();
        text.solveInDetail(solve, replayed);
        return text.lines;
    }

    private void head(IspHistory isp) {
        lines.add("ISP " + isp.isp() + ": " + state(isp));
        if (isp.opened() != null) {
            IspEvent.Opened opened = isp.opened().what();
            lines.add("  " + Words.of(opened.priority().problem()) + " "
                    + isp.isp().initiator() + ": " + wrong(opened));
        }
    }

    private static String wrong(IspEvent.Opened opened) {
        return switch (opened.priority().problem()) {
            case RELIEVE -> "its VMs demanded " + opened.demand();
            case EVACUATE -> "it was draining; its VMs demanded " + opened.cpuDemandPercent() + " % of a core";
            case CONSOLIDATE ->
                "its VMs demanded only " + opened.cpuDemandPercent() + " of " + opened.cpuCapacityPercent()
                        + " % of a core";
        };
    }

    private static String state(IspHistory isp) {
        if (isp.ended() == null) {
            return "open";
        }
        String after = isp.opened() == null
                ? ""
                : " after "
                        + Spans.inWords(Duration.between(
                                isp.opened().time(), isp.ended().time()));
        return Words.of(isp.ended().what().outcome()) + after;
    }

    private void partition(IspHistory isp) {
        heading("Partition (UTC)");
        if (isp.opened() != null) {
            lines.add("  " + Spans.clock(isp.opened().time()) + "  opened by "
                    + isp.isp().initiator());
        }
        isp.grown()
                .forEach(growth -> lines.add("  " + Spans.clock(growth.time()) + "  joined by "
                        + growth.what().joined() + ": "
                        + SolveText.count(growth.what().members().size(), "node")));
    }

    private void solves(IspHistory isp) {
        heading("Solves");
        Table table = new Table("", "at", "nodes", "answer", "took", "decisions", "dead ends", "proof", "at least");
        for (int i = 0; i < isp.solves().size(); i++) {
            IspEvent.Computed solve = isp.solves().get(i).what();
            IspEvent.SolveAccount account = solve.account();
            table.row(
                    i + 1,
                    Spans.clock(isp.solves().get(i).time()),
                    solve.members().size(),
                    answer(solve),
                    Spans.inWords(account.took()),
                    account.searchNodes(),
                    account.fails(),
                    account.proved() ? "proved" : "no",
                    bound(solve));
        }
        if (isp.solves().isEmpty()) {
            lines.add("  none");
        } else {
            table.lines().forEach(line -> lines.add("  " + line));
        }
        if (isp.solves().size() > 1) {
            lines.add("  (--solve N tells of the N-th in detail)");
        }
    }

    private static String answer(IspEvent.Computed solve) {
        boolean part = solve.proposal() instanceof Proposal.NoPlan none && none.best() != null;
        return Words.of(solve.verdict()) + (part ? ", but a part of one" : "");
    }

    private static String bound(IspEvent.Computed solve) {
        IspEvent.SolveAccount account = solve.account();
        if (solve.verdict() != IspEvent.Computed.Verdict.PLAN) {
            return "-";
        }
        String moves = SolveText.count(account.leastMoves(), "move");
        return account.search() == null
                ? moves
                : moves + ", " + Spans.inWords(account.search().leastTime());
    }

    private void decision(IspHistory isp) {
        heading("Decision");
        if (isp.decision() == null) {
            lines.add("  none was published");
            return;
        }
        Decision.Plan plan = isp.decision().what();
        lines.add("  " + Spans.clock(isp.decision().time()) + "  " + SolveText.moves(plan.actions())
                + (plan.gainCpuPercent() == 0 ? "" : ", " + plan.gainCpuPercent() + " % of a core less above capacity")
                + (plan.partial() ? ", partial" : "") + ": " + plan.why());
        SolveText.table(plan.actions()).forEach(line -> lines.add("    " + line));
    }

    private void end(IspHistory isp) {
        heading("End");
        lines.add(
                isp.ended() == null
                        ? "  it is open"
                        : "  " + Spans.clock(isp.ended().time()) + "  "
                                + Words.of(isp.ended().what().outcome()) + ": "
                                + isp.ended().what().achieved());
    }

    private void solveInDetail(RecordedSolve solve, Replayed replayed) {
        heading("Solve " + solve.number() + " of " + solve.isp().solves().size() + ": "
                + SolveText.inWords(replayed.answer().proposal()));
        if (!replayed.same()) {
            lines.add("  What follows is derived from the recorded input, and differs from the recorded answer:");
            replayed.differences().forEach(difference -> lines.add("    " + difference));
        }
        String leftOut = solve.record().account().leftOut();
        if (leftOut != null) {
            lines.add("  " + leftOut);
        }
        Proposal.Actions plan = SolveText.plan(replayed.answer().proposal());
        NodeLoads.of(replayed.input().states(), plan == null ? List.of() : plan.actions())
                .forEach(line -> lines.add("  " + line));
        Corrected.of(replayed.input(), plan == null ? List.of() : plan.actions())
                .forEach(line -> lines.add("  " + line));
        lines.add("");
        switch (replayed.answer()) {
            case Answer.Refused refused -> lines.add("  the planner refused the input: " + refused.why());
            case Answer.Solved solved ->
                ReasonsText.of(Explanation.of(solved.problem(), solve.withRecordedTimes(solved.result())))
                        .forEach(line -> lines.add("  " + line));
        }
        clock(solve.record().account()).ifPresent(words -> lines.addAll(List.of("", "  " + words)));
    }

    private static Optional<String> clock(IspEvent.SolveAccount account) {
        IspEvent.Search search = account.search();
        List<String> parts = new ArrayList<>();
        if (account.firstPlanAfter() != null) {
            parts.add("first plan after " + Spans.inWords(account.firstPlanAfter()));
        }
        if (search != null && search.bestPlanAfter() != null) {
            parts.add("this one after " + Spans.inWords(search.bestPlanAfter()));
        }
        if (search != null) {
            parts.add(Spans.inWords(search.wallLimit()) + " allowed");
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
    }

    private void heading(String text) {
        lines.add("");
        lines.add(text);
    }
}
