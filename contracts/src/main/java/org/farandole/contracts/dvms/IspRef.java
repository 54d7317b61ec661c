package org.farandole.contracts.dvms;

import java.util.Objects;

/** An ISP as another one has to know it: who leads it, and how old it is. */
public record IspRef(IspId isp, RingPosition leader, Priority priority) {

    public IspRef {
        Objects.requireNonNull(isp, "isp");
        Objects.requireNonNull(leader, "leader");
        Objects.requireNonNull(priority, "priority");
    }

    public boolean olderThan(IspRef other) {
        return priority.olderThan(other.priority);
    }
}
