package org.farandole.hypervisor.emulation.load;

import java.time.Duration;
import java.util.Iterator;
import java.util.Objects;
import org.farandole.contracts.node.Resource;
import org.farandole.hypervisor.emulation.MigrationModel.Traits;

/**
 * What each VM demands, by its number in the platform. What a VM is like hangs on its number alone, not on when it was asked
 * for nor on the others. Immutable.
 */
public interface Load {

    /** Demand of every VM until the load begins to move, in percent of a vCPU. */
    int initialPercent();

    /** The same of any resource, in percent of a VM's share of it: see {@link org.farandole.hypervisor.emulation.Shares}. */
    default int initialPercent(Resource resource) {
        return resource == Resource.CPU ? initialPercent() : 0;
    }

    /** The VM's changes of demand in the order of their time, possibly without end. */
    Iterator<Change> changes(int vm);

    /** What the VM is like to migrate. */
    Traits traits(int vm);

    /**
     * @param at since the load began
     * @param percent of a vCPU, or of a VM's share of another resource; 0 to 100
     */
    record Change(Duration at, Resource resource, int percent) {

        /** Of CPU. */
        public Change(Duration at, int percent) {
            this(at, Resource.CPU, percent);
        }

        public Change {
            Objects.requireNonNull(resource, "resource");
            Objects.requireNonNull(at, "at");
            if (at.isNegative() || percent < 0 || percent > 100) {
                throw new IllegalArgumentException("A demand of " + percent + " % at " + at);
            }
        }
    }
}
