package org.farandole.hypervisor.libvirt;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What libvirt counts of one domain. Counters begin at 0 when it starts on the node; what is not offered is 0.
 *
 * @param state libvirt's number for it
 * @param reason libvirt's number for why
 * @param cpuNanos CPU time its process got, guest and emulation
 * @param delayNanos for how long its vCPUs could have run and were not let, together
 * @param balloonMiB memory it was given
 * @param residentMiB memory of the node that it holds
 * @param diskBytes read and written
 * @param networkBytes received and sent
 */
record DomainReading(
        String name,
        UUID uuid,
        int state,
        int reason,
        long cpuNanos,
        long delayNanos,
        int balloonMiB,
        int residentMiB,
        long diskBytes,
        long networkBytes) {

    private static final int RUNNING = 1;
    private static final int BLOCKED = 2;
    private static final int PAUSED = 3;
    private static final int SHUTTING_DOWN = 4;
    private static final int SUSPENDED_BY_GUEST = 7;
    private static final int PAUSED_FOR_MIGRATION = 2;
    private static final int PAUSED_IN_POST_COPY = 11;

    DomainReading {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(uuid, "uuid");
    }

    /** With what was counted since an earlier reading; one that is missing or counted more is of an earlier life. */
    DomainReading since(@Nullable DomainReading earlier) {
        if (earlier == null || earlier.cpuNanos > cpuNanos) {
            return this;
        }
        return new DomainReading(
                name,
                uuid,
                state,
                reason,
                cpuNanos - earlier.cpuNanos,
                Math.max(0, delayNanos - earlier.delayNanos),
                balloonMiB,
                residentMiB,
                Math.max(0, diskBytes - earlier.diskBytes),
                Math.max(0, networkBytes - earlier.networkBytes));
    }

    boolean runs() {
        return state == RUNNING || state == BLOCKED || state == SHUTTING_DOWN;
    }

    /** It stands still, with its process alive. */
    boolean suspended() {
        return state == PAUSED || state == SUSPENDED_BY_GUEST;
    }

    /** On its way in or out: the other node has it too. */
    boolean underway() {
        return state == PAUSED && (reason == PAUSED_FOR_MIGRATION || reason == PAUSED_IN_POST_COPY);
    }
}
