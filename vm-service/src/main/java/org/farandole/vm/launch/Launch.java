package org.farandole.vm.launch;

import java.util.List;
import java.util.Objects;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.Booking;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.vm.VmDescription;
import org.jspecify.annotations.Nullable;

/**
 * A reservation as far as its VMs are concerned.
 *
 * @param why why it is released, once it is
 */
public record Launch(
        Booking booking, Status status, @Nullable String why) {

    public enum Status {
        /** Booked; its time has not come. */
        GRANTED,
        /** VMs are planned, and created as nodes get ready. */
        STARTED,
        /** VMs are destroyed, nodes cleared. */
        RELEASING,
        ENDED;

        boolean over() {
            return this == RELEASING || this == ENDED;
        }
    }

    public Launch {
        Objects.requireNonNull(booking, "booking");
        Objects.requireNonNull(status, "status");
    }

    public ReservationId reservation() {
        return booking.reservation();
    }

    List<NodeName> nodes() {
        return booking.nodes().stream().map(NodeDescription::name).toList();
    }

    /** How often a VM is created and booted at most. */
    int tries() {
        return booking.manifest().vms().retries() + 1;
    }

    /**
     * VM number {@code index}, from 0.
     *
     * @throws IllegalArgumentException if the naming gives no host name, or the subnet has no address for it
     */
    VmDescription vm(int index) {
        return booking.vm(index);
    }
}
