package org.farandole.placement;

import java.util.Objects;
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

    /** The goal is reached as things are. */
    record NothingToDo(Account account) implements Result {
        public NothingToDo {
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

    /** Why there is no plan. @param words with the figures, for people */
    record Cause(Kind kind, String words) {
        public Cause {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(words, "words");
        }

        public enum Kind {
            /** All nodes together are short of CPU. */
            CPU,
            /** All nodes together are short of memory. */
            MEMORY,
            /** VMs that would have to leave may not. */
            HELD,
            /** There is room in sum, but no arrangement fits. */
            FRAGMENTED,
            /** Arrangements fit, but memory leaves no order of migrations that reaches one. */
            NO_ORDER,
            /** The search stopped at its limit. */
            LIMIT
        }
    }
}
