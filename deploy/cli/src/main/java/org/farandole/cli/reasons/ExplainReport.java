package org.farandole.cli.reasons;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.node.NodeName;
import org.farandole.placement.explain.Explanation;
import org.farandole.placement.explain.Findings;
import org.farandole.solving.Answer;
import org.farandole.solving.Replayed;
import org.jspecify.annotations.Nullable;

/**
 * An ISP's story as JSON. What was not recorded, or did not come to pass, is left out.
 *
 * @param detail of the solve that was asked for; none if there was none
 */
record ExplainReport(
        IspId isp,
        @Nullable ProblemClass problem,
        @Nullable Instant opened,
        @Nullable Integer cpuDemandPercent,
        @Nullable Integer cpuCapacityPercent,
        List<Growth> growth,
        List<Solve> solves,
        Decision.@Nullable Plan decision,
        @Nullable Outcome outcome,
        @Nullable Instant ended,
        @Nullable String achieved,
        @Nullable Detail detail) {

    record Growth(Instant at, NodeName joined, Set<NodeName> members) {}

    /** @param solve its number, from 1 */
    record Solve(
            int solve,
            Instant at,
            long round,
            Set<NodeName> members,
            IspEvent.Computed.Verdict verdict,
            IspEvent.SolveAccount account,
            @Nullable Proposal proposal) {}

    /**
     * Derived from the recorded input.
     *
     * @param same the answer is the recorded one
     * @param refused why the planner refused the input; then there is no more
     * @param outcome what the answer is and what is proved of it, in words
     * @param account how it came about, in words
     * @param stayed the VMs that stayed on nodes that had to lose some
     * @param notChosen for VMs that moved, the nodes that they did not go to
     */
    record Detail(
            int solve,
            boolean same,
            List<String> differences,
            Proposal proposal,
            @Nullable String refused,
            @Nullable String outcome,
            @Nullable String account,
            @Nullable Reasons stayed,
            @Nullable Reasons notChosen) {}

    /**
     * @param all where there are few; otherwise empty
     * @param tallies how many by sort, most first
     * @param nearest those that came nearest to another answer
     */
    record Reasons(int count, List<Candidate> all, List<Findings.Tally> tallies, List<Candidate> nearest) {

        static Reasons of(Findings findings) {
            return new Reasons(
                    findings.count(), candidates(findings.all()), findings.tallies(), candidates(findings.nearest()));
        }

        private static List<Candidate> candidates(List<Findings.Finding> findings) {
            return findings.stream()
                    .map(found -> new Candidate(
                            found.vm(),
                            found.node(),
                            found.reason().getClass().getSimpleName(),
                            found.reason().words()))
                    .toList();
        }
    }

    /** @param kind the reason's, such as {@code Overload} */
    record Candidate(String vm, String node, String kind, String reason) {}

    static ExplainReport of(IspHistory isp, @Nullable Detail detail) {
        IspEvent.Opened opened = isp.opened() == null ? null : isp.opened().what();
        IspEvent.Ended ended = isp.ended() == null ? null : isp.ended().what();
        return new ExplainReport(
                isp.isp(),
                opened == null ? null : opened.priority().problem(),
                isp.opened() == null ? null : isp.opened().time(),
                opened == null ? null : opened.cpuDemandPercent(),
                opened == null ? null : opened.cpuCapacityPercent(),
                isp.grown().stream()
                        .map(growth -> new Growth(
                                growth.time(),
                                growth.what().joined(),
                                growth.what().members()))
                        .toList(),
                IntStream.range(0, isp.solves().size())
                        .mapToObj(i -> solve(i + 1, isp.solves().get(i)))
                        .toList(),
                isp.decision() == null ? null : isp.decision().what(),
                ended == null ? null : ended.outcome(),
                isp.ended() == null ? null : isp.ended().time(),
                ended == null ? null : ended.achieved(),
                detail);
    }

    private static Solve solve(int number, IspHistory.At<IspEvent.Computed> at) {
        IspEvent.Computed computed = at.what();
        return new Solve(
                number,
                at.time(),
                computed.round(),
                computed.members(),
                computed.verdict(),
                computed.account(),
                computed.proposal());
    }

    static Detail detail(RecordedSolve solve, Replayed replayed) {
        Explanation explanation = switch (replayed.answer()) {
            case Answer.Refused _ -> null;
            case Answer.Solved solved -> Explanation.of(solved.problem(), solve.withRecordedTimes(solved.result()));
        };
        return new Detail(
                solve.number(),
                replayed.same(),
                replayed.differences(),
                replayed.answer().proposal(),
                replayed.answer() instanceof Answer.Refused refused ? refused.why() : null,
                explanation == null ? null : explanation.outcome(),
                explanation == null ? null : explanation.account(),
                explanation == null ? null : Reasons.of(explanation.stayed()),
                explanation == null ? null : Reasons.of(explanation.notChosen()));
    }
}
