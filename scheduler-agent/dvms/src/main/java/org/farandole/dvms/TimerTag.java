package org.farandole.dvms;

import org.farandole.contracts.dvms.IspId;
import org.jspecify.annotations.Nullable;

/**
 * What set a timer. One that fires with another tag than the present is old.
 *
 * @param isp none where the timer belongs to no ISP
 */
public record TimerTag(@Nullable IspId isp, long round) {

    static final TimerTag NONE = new TimerTag(null, 0);
}
