package org.farandole.monitor.sampling;

import java.time.Instant;

/** Time, as sampling needs it: it never goes back. Thread-safe. */
public interface Timeline {

    Instant now();

    /** Runs {@code task} at {@code when}, or at once if that is over. A task that blocks delays no other. */
    void at(Instant when, Runnable task);
}
