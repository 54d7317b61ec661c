package org.farandole.hypervisor;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a live migration cost.
 *
 * @param downtime for how long the guest stood still; none where the hypervisor does not say
 * @param transferredMiB memory and disk that went over the network; none where the hypervisor does not say
 */
public record Moved(@Nullable Duration downtime, @Nullable Long transferredMiB) {

    /** The hypervisor says nothing of it. */
    public static final Moved UNSAID = new Moved(null, null);
}
