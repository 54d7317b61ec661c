package org.farandole.simulator.check;

import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspRef;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.dvms.RingMessage.Answer;
import org.farandole.contracts.dvms.RingMessage.Claim;
import org.farandole.dvms.AgentState;
import org.farandole.dvms.Effect;
import org.farandole.dvms.Input;
import org.farandole.simulator.watch.Happening;
import org.farandole.simulator.watch.Watcher;
import org.jspecify.annotations.Nullable;

/** I6, no starvation: of two ISPs the younger yields; only one that consolidates yields to any other. */
final class YieldsToTheOlder implements Watcher {

    @Override
    public void stepped(Happening happening) {
        boolean merged = happening.effects().stream()
                .anyMatch(effect ->
                        effect instanceof Effect.Report(IspEvent.Ended ended) && ended.outcome() == Outcome.MERGED);
        if (merged && happening.before() instanceof AgentState.Leader leader) {
            IspRef other = other(happening.input());
            BrokenInvariant.require(
                    other != null && (other.olderThan(leader.isp()) || consolidates(leader)),
                    "I6: %s yields to %s, which is not older",
                    leader.isp().isp(),
                    other == null ? null : other.isp());
        }
    }

    private static boolean consolidates(AgentState.Leader leader) {
        return leader.isp().priority().problem() == ProblemClass.CONSOLIDATE;
    }

    private static @Nullable IspRef other(Input input) {
        if (input instanceof Input.Mail(var _, Claim claim)) {
            return claim.by();
        }
        return input instanceof Input.Mail(var _, Answer answer) ? answer.older() : null;
    }
}
