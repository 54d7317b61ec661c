package org.farandole.cli.reasons;

import java.time.Duration;
import java.util.List;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.placement.Account;
import org.farandole.placement.Goal;
import org.farandole.solving.Answer;
import org.farandole.solving.Replayed;
import org.farandole.solving.WhatIf;
import org.jspecify.annotations.Nullable;

/**
 * A replay as JSON.
 *
 * @param same the answer is the recorded one
 * @param whatIf something of the recorded solve was changed
 * @param searchNodes the limit of this search, in the solver's decisions
 * @param recorded none in records from before answers were recorded
 * @param account of this search; none if the input was refused
 */
record ReplayReport(
        IspId isp,
        int solve,
        boolean same,
        boolean whatIf,
        List<String> differences,
        Goal goal,
        long seed,
        long searchNodes,
        Duration wallLimit,
        @Nullable Proposal recorded,
        IspEvent.SolveAccount recordedAccount,
        Proposal replayed,
        @Nullable Account account) {

    static ReplayReport of(RecordedSolve solve, Replayed replayed, WhatIf whatIf) {
        Account account = switch (replayed.answer()) {
            case Answer.Solved solved -> solved.result().account();
            case Answer.Refused _ -> null;
        };
        return new ReplayReport(
                solve.isp().isp(),
                solve.number(),
                replayed.same(),
                whatIf.changesSomething(),
                replayed.differences(),
                replayed.goal(),
                replayed.limits().seed(),
                replayed.limits().searchNodes(),
                replayed.limits().wall(),
                solve.record().proposal(),
                solve.record().account(),
                replayed.answer().proposal(),
                account);
    }
}
