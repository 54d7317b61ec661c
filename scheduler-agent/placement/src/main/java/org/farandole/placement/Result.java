package org.farandole.placement;

import java.util.Objects;
import org.farandole.placement.plan.Plan;
import org.jspecify.annotations.Nullable;

/** A planner's answer. */
public sealed interface Result {

    Account account();

    /** A plan that reaches the goal. */
    record Planned(Plan plan, Account account) implements Result {
        public Planned {
            Objects.requireNonNull(plan, "plan");
            Objects.requireNonNull(account, "account");
        }
    }

    /** The goal is reached as things are, or what could be gained is not worth its cost. @param why in words */
    record NothingToDo(String why, Account account) implements Result {
        public NothingToDo {
            Objects.requireNonNull(why, "why");
            Objects.requireNonNull(account, "account");
        }
    }

    /**
     * No plan reaches the goal, or none was found within the limits (then the account's {@code proved} is false).
     *
     * @param best the best that was found which brings the goal nearer and leaves no node worse, if any
     */
    record NoPlan(Cause cause, @Nullable Plan best, Account account) implements Result {
        public NoPlan {
            Objects.requireNonNull(cause, "cause");
            Objects.requireNonNull(account, "account");
        }
    }
}
