package org.farandole.hypervisor.emulation;

import java.time.Duration;
import java.util.Iterator;
import org.farandole.hypervisor.emulation.load.Load.Change;
import org.jspecify.annotations.Nullable;

/** Where one VM stands in its changes of demand. */
final class VmLoad {

    private final Iterator<Change> changes;
    private @Nullable Change next;
    private int percent;
    EventQueue.@Nullable Planned planned;

    VmLoad(Iterator<Change> changes, int initialPercent) {
        this.changes = changes;
        this.percent = initialPercent;
        this.next = changes.hasNext() ? changes.next() : null;
    }

    int percent() {
        return percent;
    }

    /** Takes every change up to then, and returns when the next one is due; none if there are no more. */
    @Nullable
    Duration takeUpTo(Duration sinceBegin) {
        while (next != null && next.at().compareTo(sinceBegin) <= 0) {
            percent = next.percent();
            next = changes.hasNext() ? changes.next() : null;
        }
        return next == null ? null : next.at();
    }
}
