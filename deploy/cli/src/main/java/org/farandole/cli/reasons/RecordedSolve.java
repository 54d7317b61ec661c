package org.farandole.cli.reasons;

import org.farandole.cli.terminal.CommandFailure;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.json.UnreadableMessage;
import org.farandole.placement.Account;
import org.farandole.placement.Result;
import org.farandole.solving.Replay;
import org.farandole.solving.Replayed;
import org.farandole.solving.WhatIf;
import org.jspecify.annotations.Nullable;

/** One solve of an ISP. @param number from 1, in the order of the broker's time */
record RecordedSolve(IspHistory isp, int number, IspHistory.At<IspEvent.Computed> at) {

    /**
     * @param number none for the last
     * @throws CommandFailure if there is no such solve
     */
    static RecordedSolve of(IspHistory isp, @Nullable Integer number) {
        int solves = isp.solves().size();
        if (solves == 0) {
            throw CommandFailure.badInput("ISP " + isp.isp() + " was never solved: "
                    + (isp.ended() == null ? "it is open" : isp.ended().what().achieved()));
        }
        int wanted = number == null ? solves : number;
        if (wanted < 1 || wanted > solves) {
            throw CommandFailure.badInput("--solve is 1 to " + solves + " for ISP " + isp.isp() + ", not " + wanted);
        }
        return new RecordedSolve(isp, wanted, isp.solves().get(wanted - 1));
    }

    IspEvent.Computed record() {
        return at.what();
    }

    /** @throws CommandFailure if the record cannot be read */
    Replayed again(WhatIf whatIf) {
        try {
            return new Replay(System::nanoTime).again(record(), whatIf);
        } catch (UnreadableMessage e) {
            throw CommandFailure.failed(
                    "solve " + number + " of ISP " + isp.isp() + " cannot be read: " + e.getMessage());
        }
    }

    /** An answer that was derived anew, with the times of the recorded one: these are what the operator met. */
    Result withRecordedTimes(Result result) {
        IspEvent.SolveAccount recorded = record().account();
        Account now = result.account();
        Account account = new Account(
                now.inputHash(),
                now.seed(),
                now.searchNodesLimit(),
                now.searchNodes(),
                now.fails(),
                recorded.took(),
                recorded.firstPlanAfter(),
                recorded.search() == null ? null : recorded.search().bestPlanAfter(),
                now.proved(),
                now.leastMoves(),
                now.leastTime());
        return switch (result) {
            case Result.Planned planned -> new Result.Planned(planned.plan(), account);
            case Result.NothingToDo nothing -> new Result.NothingToDo(nothing.why(), account);
            case Result.NoPlan none -> new Result.NoPlan(none.cause(), none.best(), account);
        };
    }

    /** {@code solve 2 of 3 of ISP rennes-1:5:3}. */
    String inWords() {
        return "solve " + number + " of " + isp.solves().size() + " of ISP " + isp.isp();
    }
}
