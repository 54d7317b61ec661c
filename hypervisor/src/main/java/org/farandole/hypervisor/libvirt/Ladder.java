package org.farandole.hypervisor.libvirt;

import java.time.Duration;

/**
 * What is done for a migration to come to an end in its time. libvirt slows the guest's CPUs down from the start where memory
 * changes faster than it is sent (auto-converge); the rest follows as the time runs out.
 */
final class Ladder {

    /** Percent of the time after which a step is taken. */
    private static final int UNLIMITED_AFTER = 40;

    private static final int POST_COPY_AFTER = 65;

    private final Duration timeout;
    private Step taken = Step.LIMITED;

    /** In the order they are taken. */
    enum Step {
        /** As fast as the setting says. */
        LIMITED,
        /** As fast as the network goes, and the guest may stand still for longer at the end. */
        UNLIMITED,
        /** The guest goes on at the destination at once and fetches its memory from there. It cannot be aborted any more. */
        POST_COPY,
        ABORT
    }

    Ladder(Duration timeout) {
        this.timeout = timeout;
    }

    /** The step to take now; the one taken last, if none. */
    Step after(Duration elapsed) {
        long percent = 100 * elapsed.toMillis() / Math.max(1, timeout.toMillis());
        if (percent >= 100) {
            taken = Step.ABORT;
        } else if (percent >= POST_COPY_AFTER) {
            taken = Step.POST_COPY;
        } else if (percent >= UNLIMITED_AFTER) {
            taken = Step.UNLIMITED;
        }
        return taken;
    }
}
