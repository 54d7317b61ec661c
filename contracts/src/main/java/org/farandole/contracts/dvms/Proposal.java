package org.farandole.contracts.dvms;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a solver answers about a partition. */
public sealed interface Proposal {

    /**
     * @param gainCpuPercent how much demand above capacity it removes, in percent of one core
     * @param partial it leaves part of the problem, and nobody worse
     */
    record Actions(List<Action> actions, int gainCpuPercent, boolean partial) implements Proposal {
        public Actions {
            actions = List.copyOf(actions);
            if (actions.isEmpty()) {
                throw new IllegalArgumentException("A plan without actions is NothingToDo");
            }
        }
    }

    /** @param best what could be done of it without making anybody worse, if anything */
    record NoPlan(String cause, @Nullable Actions best) implements Proposal {
        public NoPlan {
            Objects.requireNonNull(cause, "cause");
        }
    }

    /** The states show no problem any more. */
    record NothingToDo() implements Proposal {}
}
