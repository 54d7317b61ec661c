package org.farandole.contracts.dvms;

import java.time.Instant;
import java.util.Objects;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.jspecify.annotations.Nullable;

/**
 * A VM on a node, by the executor's record.
 *
 * @param arrival its last migration, if it came by one
 */
public record PlacedVm(VmName vm, VmSize size, @Nullable Arrival arrival) {

    public PlacedVm {
        Objects.requireNonNull(vm, "vm");
        Objects.requireNonNull(size, "size");
    }

    /** Where it came from and when, by the executor's clock: a VM does not go back within its cool-down. */
    public record Arrival(NodeName from, Instant at) {
        public Arrival {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(at, "at");
        }
    }
}
