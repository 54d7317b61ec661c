package org.farandole.solving;

import org.farandole.contracts.dvms.Proposal;
import org.farandole.placement.Problem;
import org.farandole.placement.Result;
import org.jspecify.annotations.Nullable;

/** What came of a solve. */
public sealed interface Answer {

    Proposal proposal();

    /** @param leftOut what the plan has that the proposal cannot carry, in words */
    record Solved(
            Problem problem,
            Result result,
            Proposal proposal,
            @Nullable String leftOut) implements Answer {}

    /** The input is no problem. @param why naming the item */
    record Refused(String why) implements Answer {
        @Override
        public Proposal proposal() {
            return new Proposal.NoPlan(why, null);
        }
    }
}
