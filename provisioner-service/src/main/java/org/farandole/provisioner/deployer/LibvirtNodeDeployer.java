package org.farandole.provisioner.deployer;

import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.reservation.Booking;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.libvirt.GuestNetwork;
import org.farandole.hypervisor.libvirt.LibvirtDeployment;
import org.farandole.provisioner.ProvisionerSettings;

/** Makes hosts that have libvirt ready for a reservation's guests, through libvirt alone. */
@Singleton
final class LibvirtNodeDeployer implements NodeDeployer {

    private final LibvirtDeployment deployment = new LibvirtDeployment();
    private final GuestBlock guests;

    LibvirtNodeDeployer(ProvisionerSettings settings) {
        this.guests = GuestBlock.parse(settings.guests());
    }

    @Override
    public boolean serves(URI hypervisor) {
        String scheme = hypervisor.getScheme();
        return "qemu".equals(scheme) || scheme != null && scheme.startsWith("qemu+");
    }

    @Override
    public Optional<String> runStep(NodeDescription node, MacroStep step, Booking booking, Duration timeout)
            throws NodeFault {
        try {
            return deployment.runStep(
                    node, step, network(node, booking), booking.manifest().vms().image(), timeout);
        } catch (HypervisorException | IllegalArgumentException e) {
            throw fault(e);
        }
    }

    private GuestNetwork network(NodeDescription node, Booking booking) {
        List<GuestNetwork.Guest> all = IntStream.range(
                        0, booking.manifest().vms().count())
                .mapToObj(booking::vm)
                .map(LibvirtNodeDeployer::guest)
                .toList();
        return new GuestNetwork(
                booking.reservation(), guests.ofNode(node.slot()), guests.prefix(), guests.router(), all);
    }

    private static GuestNetwork.Guest guest(VmDescription vm) {
        return new GuestNetwork.Guest(vm.name(), vm.address());
    }

    @Override
    public void undo(NodeDescription node, ReservationId reservation, Duration timeout) throws NodeFault {
        try {
            deployment.undo(node, reservation, timeout);
        } catch (HypervisorException | IllegalArgumentException e) {
            throw fault(e);
        }
    }

    @Override
    public void powerOn(NodeDescription node, Duration timeout) throws NodeFault {
        try {
            deployment.powerOn(node, timeout);
        } catch (HypervisorException | IllegalArgumentException e) {
            throw fault(e);
        }
    }

    @Override
    public void powerOff(NodeDescription node, Duration timeout) throws NodeFault {
        throw new NodeFault("nothing here switches " + node.name() + " off: it stays on", null);
    }

    private static NodeFault fault(Exception e) {
        return new NodeFault(String.valueOf(e.getMessage()), e);
    }
}
