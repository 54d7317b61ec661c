package org.farandole.hypervisor.emulation;

import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.ToIntFunction;
import org.farandole.contracts.node.Resource;
import org.farandole.hypervisor.emulation.load.Load.Change;
import org.jspecify.annotations.Nullable;

/** Where one VM stands in its changes of demand. */
final class VmLoad {

    private final Iterator<Change> changes;
    private @Nullable Change next;
    private final int[] percents = new int[Resource.values().length];
    EventQueue.@Nullable Planned planned;

    VmLoad(Iterator<Change> changes, ToIntFunction<Resource> initialPercent) {
        this.changes = changes;
        Arrays.setAll(percents, i -> initialPercent.applyAsInt(Resource.values()[i]));
        this.next = changes.hasNext() ? changes.next() : null;
    }

    /** Of a vCPU, or of its share of another resource. */
    int percent(Resource resource) {
        return percents[resource.ordinal()];
    }

    /** Whether nothing but CPU is demanded now. */
    boolean ofCpuAlone() {
        for (int i = 1; i < percents.length; i++) {
            if (percents[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Of all resources, to be compared. */
    int[] percents() {
        return percents.clone();
    }

    /** Takes every change up to then, and returns when the next one is due; none if there are no more. */
    @Nullable
    Duration takeUpTo(Duration sinceBegin) {
        while (next != null && next.at().compareTo(sinceBegin) <= 0) {
            percents[next.resource().ordinal()] = next.percent();
            next = changes.hasNext() ? changes.next() : null;
        }
        return next == null ? null : next.at();
    }
}
