package org.farandole.hypervisor.libvirt;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.jspecify.annotations.Nullable;
import org.libvirt.LibvirtException;

/**
 * Makes a Linux host with libvirt ready for a reservation's guests, and takes all of that away again, through libvirt alone.
 * Calls block until done, are safe to repeat, and may be interrupted; a call to libvirt that is under way then ends by itself.
 * Time-outs are wall time. Thread-safe.
 */
public final class LibvirtDeployment {

    /** libvirt's number for 7.2.0, the first with the statistics and migrations used here. */
    private static final long OLDEST = 7_002_000;

    private final @Nullable LibvirtSettings given;

    /** With the process's settings, read at each call. */
    public LibvirtDeployment() {
        this.given = null;
    }

    public LibvirtDeployment(LibvirtSettings settings) {
        this.given = settings;
    }

    /**
     * Takes the node through one macro-step; those before it have passed.
     *
     * @param image what the reservation's guests boot
     * @return what was found out and people may want to know; none if nothing
     * @throws HypervisorException with the cause, if the step failed
     * @throws IllegalArgumentException if the node is not a libvirt one
     */
    public Optional<String> runStep(
            NodeDescription node, MacroStep step, GuestNetwork network, String image, Duration timeout)
            throws HypervisorException {
        String what = step + " on " + node.name();
        return call(node, timeout, what, connect -> step(what, connect, step, network, image));
    }

    private Optional<String> step(String what, OpenConnect connect, MacroStep step, GuestNetwork network, String image)
            throws LibvirtException, HypervisorException {
        return switch (step) {
            case SET_DEPLOYMENT_ENVIRONMENT -> Optional.of(greet(what, connect));
            // the node is on and stays as it is; its guests' network comes with the routes
            case REBOOT_INTO_VLAN -> Optional.empty();
            case BROADCAST_IMAGE -> {
                NodePools.ensure(connect);
                checkImage(what, connect, image);
                yield Optional.empty();
            }
            case CONFIGURE_HYPERVISOR -> {
                String kernel = new GuestStorage(connect).image(image, GuestStorage.KERNEL);
                yield Optional.of(
                        Probe.run(connect, kernel, settings().kvmCpu()).words());
            }
            case ROUTES_AND_ISOLATION -> {
                NodeNetworks.put(connect, network);
                yield Optional.empty();
            }
            case VERIFY -> {
                verify(what, connect, network, image);
                yield Optional.empty();
            }
        };
    }

    private static String greet(String what, OpenConnect connect) throws LibvirtException, HypervisorException {
        long version = connect.getLibVersion();
        if (version < OLDEST) {
            throw failed(what, "libvirt " + words(version) + " is too old: 7.2 or later is needed");
        }
        return "libvirt " + words(version) + ", " + connect.getType() + " " + words(connect.getVersion());
    }

    private static String words(long version) {
        return version / 1_000_000 + "." + version / 1_000 % 1_000 + "." + version % 1_000;
    }

    private static void checkImage(String what, OpenConnect connect, String image)
            throws LibvirtException, HypervisorException {
        if (new GuestStorage(connect).image(image, GuestStorage.BASE) == null) {
            throw failed(
                    what,
                    "the image '" + image + "' is not there: put " + image + GuestStorage.BASE + " into the pool "
                            + GuestStorage.IMAGES);
        }
    }

    private static void verify(String what, OpenConnect connect, GuestNetwork network, String image)
            throws LibvirtException, HypervisorException {
        if (!NodePools.active(connect, GuestStorage.IMAGES) || !NodePools.active(connect, GuestStorage.DISKS)) {
            throw failed(what, "its storage pools are not active");
        }
        if (!NodeNetworks.active(connect, network.reservation())) {
            throw failed(what, "the network " + network.reservation() + " is not active");
        }
        checkImage(what, connect, image);
    }

    /**
     * Destroys the reservation's VMs, their files and those nobody's domain uses, its network, and the probe. The images stay,
     * and so do the pools.
     */
    public void undo(NodeDescription node, ReservationId reservation, Duration timeout) throws HypervisorException {
        String what = "Undo " + node.name();
        call(node, timeout, what, connect -> {
            Set<VmName> others = new HashSet<>();
            for (DomainReading reading : BulkStats.read(what, connect, BulkStats.STATE)) {
                VmName vm = OwnDomain.vm(reading).orElse(null);
                if (vm != null && Guests.belongs(connect, vm, reservation)) {
                    Guests.destroy(connect, vm);
                } else if (vm != null) {
                    others.add(vm);
                }
            }
            if (NodePools.active(connect, GuestStorage.DISKS)) {
                new GuestStorage(connect).removeAllBut(others);
            }
            NodeNetworks.remove(connect, reservation);
            Probe.remove(connect);
            return true;
        });
    }

    /**
     * A real node is switched on by other means: this only looks.
     *
     * @throws HypervisorException if its libvirt does not answer, or is too old
     */
    public void powerOn(NodeDescription node, Duration timeout) throws HypervisorException {
        String what = "Power on " + node.name();
        call(node, timeout, what, connect -> greet(what, connect));
    }

    private <T> T call(NodeDescription description, Duration timeout, String what, NodeConnection.Use<T> use)
            throws HypervisorException {
        LibvirtSettings settings = settings();
        LibvirtNode node = new LibvirtNode(
                description.name().value(), LibvirtAddress.of(description.hypervisor(), settings.plainTcp()), timeout);
        try {
            return node.call(what, use);
        } finally {
            node.close();
        }
    }

    private static HypervisorException failed(String what, String why) {
        return new HypervisorException(Fault.NODE, what + ": " + why, null);
    }

    private LibvirtSettings settings() {
        return given == null ? LibvirtSettings.ofProcess() : given;
    }
}
