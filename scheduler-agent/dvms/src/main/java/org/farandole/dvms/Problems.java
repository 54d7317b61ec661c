package org.farandole.dvms;

import java.time.Instant;
import java.util.Objects;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with an agent's node, and when it may be tried again.
 *
 * @param trigger by the samples
 * @param drain the node is to be emptied
 * @param failures ISPs in a row that failed while the trigger has been on
 * @param failedEarly they were for an overload that was none yet
 * @param notBefore when an ISP may be started again
 */
public record Problems(
        @Nullable Trigger trigger, @Nullable Trigger drain, int failures, boolean failedEarly, Instant notBefore) {

    static final Problems NONE = new Problems(null, null, 0, false, Instant.MIN);

    public Problems {
        Objects.requireNonNull(notBefore, "notBefore");
    }

    /**
     * A trigger that is on already keeps its birth: an ISP that failed made it younger. One of another class ends it, and so does an
     * overload where ISPs failed before it was one.
     *
     * @param overloaded whether the node is, by now
     */
    Problems on(Trigger seen, boolean overloaded) {
        if (trigger == null) {
            return new Problems(seen, drain, failures, failedEarly, notBefore);
        }
        if (failedEarly && overloaded) {
            return new Problems(seen.bornAt(seen.sampledAt()), drain, 0, false, Instant.MIN);
        }
        return trigger.problem() == seen.problem()
                ? new Problems(seen.bornAt(trigger.birth()), drain, failures, failedEarly, notBefore)
                : new Problems(seen, drain, 0, false, Instant.MIN);
    }

    /** The trigger has ended, and with it the memory of its failures. */
    Problems off() {
        return trigger == null ? this : new Problems(null, drain, 0, false, Instant.MIN);
    }

    Problems draining(Trigger asked) {
        return new Problems(trigger, asked, failures, failedEarly, notBefore);
    }

    Problems notBefore(Instant again) {
        return new Problems(trigger, drain, failures, failedEarly, again);
    }

    /** One more failure: what is tried again is a younger problem. @param early for an overload that is none yet */
    Problems failed(ProblemClass problem, boolean early, Timings timings, Instant now) {
        boolean drained = drain != null && problem == ProblemClass.EVACUATE;
        return new Problems(
                drained || trigger == null ? trigger : trigger.bornAt(now),
                drained && drain != null ? drain.bornAt(now) : drain,
                failures + 1,
                early,
                now.plus(timings.backOffAfter(failures + 1)));
    }

    boolean noted(ProblemClass problem) {
        return (trigger != null && trigger.problem() == problem) || (drain != null && problem == ProblemClass.EVACUATE);
    }
}
