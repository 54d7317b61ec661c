package org.farandole.solving;

import java.time.Duration;
import org.farandole.placement.Goal;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a recorded solve.
 *
 * @param goal none: the recorded one
 * @param searchNodes the limit of the search, in the solver's decisions; none: where the recorded search stopped
 * @param wallLimit none: one that leaves a slower machine the time for the same search
 */
public record WhatIf(
        @Nullable Goal goal,
        @Nullable Long searchNodes,
        @Nullable Duration wallLimit) {

    /** The same again. */
    public static final WhatIf NOTHING = new WhatIf(null, null, null);

    /** Another answer than the recorded one is then no fault. */
    public boolean changesSomething() {
        return !equals(NOTHING);
    }
}
