package org.farandole.contracts.dvms;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The membership of the ring: {@code dvms.members}, one partition, compacted, keyed by the node.
 *
 * @param incarnation which life of the agent is meant. Absent in {@code ACTIVE}, as the offset of that very record is the
 *     incarnation (PROTOCOL M1)
 */
public record Member(
        RingPosition position, Status status, @Nullable Long incarnation) {

    public enum Status {
        ACTIVE,
        DRAINING,
        /** No VM is on it, and it may be powered off. */
        SPARE,
        /** It was spare, and has VMs again. */
        IN_USE,
        /** Given back in order by the process that hosted it; another goes on. */
        HANDED,
        LEFT,
        OFF,
        SUSPECTED,
        GONE;

        /** Whether an agent in this status stands on the ring and may be asked. */
        public boolean onRing() {
            return switch (this) {
                case ACTIVE, DRAINING, SPARE, IN_USE, HANDED, SUSPECTED -> true;
                case LEFT, OFF, GONE -> false;
            };
        }
    }

    public Member {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(status, "status");
        if ((status == Status.ACTIVE) != (incarnation == null)) {
            throw new IllegalArgumentException(
                    "Member " + position.node() + ": " + status + " with incarnation " + incarnation);
        }
    }
}
