package org.farandole.hypervisor.emulated;

import java.util.Objects;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.vm.MacAddress;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.hypervisor.HypervisorException;

/** The bodies of the emulator's HTTP, as JSON. */
final class Wire {

    private Wire() {}

    record Definition(VmDescription vm, MacAddress mac) {
        Definition {
            Objects.requireNonNull(vm, "vm");
            Objects.requireNonNull(mac, "mac");
        }
    }

    record MigrationOrder(NodeName destination) {
        MigrationOrder {
            Objects.requireNonNull(destination, "destination");
        }
    }

    record StepOrder(ReservationId reservation) {
        StepOrder {
            Objects.requireNonNull(reservation, "reservation");
        }
    }

    record Failure(HypervisorException.Fault fault, String message) {
        Failure {
            Objects.requireNonNull(fault, "fault");
            Objects.requireNonNull(message, "message");
        }
    }

    record Health(String status) {}

    record Speed(double speed) {}
}
