package org.farandole.contracts.reservation;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.contracts.vm.VmName;

/** What a reservation holds, all of it or nothing: nodes, a subnet and a VLAN, from its start to its end. */
public record Booking(
        ReservationId reservation,
        Manifest manifest,
        List<NodeDescription> nodes,
        Subnet subnet,
        Vlan vlan,
        Instant start,
        Instant end) {

    public Booking {
        Objects.requireNonNull(reservation, "reservation");
        Objects.requireNonNull(manifest, "manifest");
        Objects.requireNonNull(subnet, "subnet");
        Objects.requireNonNull(vlan, "vlan");
        nodes = List.copyOf(nodes);
        if (!end.isAfter(start)) {
            throw new IllegalArgumentException(
                    "Reservation " + reservation + " ends before it starts: " + start + ", " + end);
        }
    }

    /**
     * VM number {@code index}, from 0: its name and address follow by rule.
     *
     * @throws IllegalArgumentException if the naming gives no host name, or the subnet has no address for it
     */
    public VmDescription vm(int index) {
        Manifest.VmRequest vms = manifest.vms();
        return new VmDescription(
                new VmName(vms.naming().replace("{n}", Integer.toString(index))),
                reservation,
                vms.size(),
                vms.image(),
                subnet.vmAddress(index),
                vms.userData());
    }
}
