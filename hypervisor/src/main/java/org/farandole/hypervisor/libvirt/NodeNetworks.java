package org.farandole.hypervisor.libvirt;

import org.farandole.contracts.reservation.ReservationId;
import org.jspecify.annotations.Nullable;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.Network;

/** The networks of reservations on a node. Belongs on the node's threads. */
final class NodeNetworks {

    private NodeNetworks() {}

    /** Defined anew and started; one that was left there is replaced. */
    static void put(OpenConnect connect, GuestNetwork network) throws LibvirtException {
        remove(connect, network.reservation());
        Network made = connect.networkDefineXML(network.xml());
        try {
            made.create();
            made.setAutostart(true);
        } finally {
            made.free();
        }
    }

    static boolean active(OpenConnect connect, ReservationId reservation) throws LibvirtException {
        Network network = find(connect, reservation.value());
        if (network == null) {
            return false;
        }
        try {
            return network.isActive() == 1;
        } finally {
            network.free();
        }
    }

    /** Stopped and forgotten, if it is there. */
    static void remove(OpenConnect connect, ReservationId reservation) throws LibvirtException {
        Network network = find(connect, reservation.value());
        if (network == null) {
            return;
        }
        try {
            if (network.isActive() == 1) {
                network.destroy();
            }
            network.undefine();
        } finally {
            network.free();
        }
    }

    private static @Nullable Network find(OpenConnect connect, String name) throws LibvirtException {
        try {
            return connect.networkLookupByName(name);
        } catch (LibvirtException e) {
            if (Faults.is(e, ErrorNumber.VIR_ERR_NO_NETWORK)) {
                return null;
            }
            throw e;
        }
    }
}
