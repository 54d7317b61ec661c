package org.farandole.hypervisor.libvirt;

import java.util.Optional;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.vm.MacAddress;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.libvirt.Domain;
import org.libvirt.Domain.MetadataType;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/** Farandole's guests on a node, one by one. Thread-safe. */
final class Guests {

    /** What a software-emulated guest sees: what every QEMU emulates. */
    static final String EMULATED_CPU = "qemu64";

    private static final int UNDEFINE_WHATEVER_HANGS_ON_IT =
            Domain.UndefineFlags.MANAGED_SAVE | Domain.UndefineFlags.SNAPSHOTS_METADATA;

    private final LibvirtNode node;

    Guests(LibvirtNode node) {
        this.node = node;
    }

    /** What to do with a domain. */
    @FunctionalInterface
    interface Change {
        void of(Domain domain) throws LibvirtException;
    }

    /** What to read of a domain. */
    @FunctionalInterface
    interface Ask<T> {
        T of(Domain domain) throws LibvirtException;
    }

    /** A domain that is defined is left as it is. */
    void define(String what, VmDescription vm, MacAddress mac, byte[] seed, String kvmCpu) throws HypervisorException {
        node.call(what, connect -> {
            if (ask(connect, vm.name(), domain -> true).isPresent()) {
                return true;
            }
            GuestStorage storage = new GuestStorage(connect);
            DomainXml.Files files = storage.make(what, vm.name(), vm.image(), seed);
            Acceleration acceleration = Probe.outcome(connect);
            String cpu = acceleration == Acceleration.KVM ? kvmCpu : EMULATED_CPU;
            try {
                connect.domainDefineXML(DomainXml.of(vm, mac, files, acceleration, cpu))
                        .free();
            } catch (LibvirtException e) {
                storage.remove(vm.name());
                throw e;
            }
            return true;
        });
    }

    /** @throws HypervisorException if there is no such guest */
    void change(String what, VmName vm, Change change) throws HypervisorException {
        node.call(
                what,
                connect -> ask(connect, vm, domain -> {
                            change.of(domain);
                            return true;
                        })
                        .orElseThrow(() -> unknown(what)));
    }

    /** None if there is no such guest. */
    <T> Optional<T> find(String what, VmName vm, Ask<T> ask) throws HypervisorException {
        return node.call(what, connect -> ask(connect, vm, ask));
    }

    /** As its domain says; the guest's data is not told. */
    VmDescription description(String what, VmName vm) throws HypervisorException {
        String metadata = node.call(
                what,
                connect -> ask(connect, vm, domain -> domain.getMetadata(MetadataType.ELEMENT, OwnDomain.NAMESPACE, 0))
                        .orElseThrow(() -> unknown(what)));
        try {
            return GuestRecord.read(metadata);
        } catch (IllegalArgumentException e) {
            throw new HypervisorException(Fault.VM, what + ": " + e.getMessage(), null);
        }
    }

    /** None if there is no such guest. */
    Optional<DomainReading> state(String what, VmName vm) throws HypervisorException {
        return node.call(what, connect -> BulkStats.read(what, connect, BulkStats.STATE)).stream()
                .filter(reading -> reading.uuid().equals(OwnDomain.uuid(vm)))
                .findFirst();
    }

    /** The domain, its disk and its seed; what is gone already is gone. */
    void destroy(String what, VmName vm) throws HypervisorException {
        node.call(what, connect -> {
            destroy(connect, vm);
            return true;
        });
    }

    /** By its domain's metadata; one that says nothing readable belongs to any. */
    static boolean belongs(OpenConnect connect, VmName vm, ReservationId reservation) throws LibvirtException {
        try {
            return ask(connect, vm, Guests::metadata)
                    .map(GuestRecord::read)
                    .filter(record -> record.reservation().equals(reservation))
                    .isPresent();
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private static String metadata(Domain domain) throws LibvirtException {
        try {
            return domain.getMetadata(MetadataType.ELEMENT, OwnDomain.NAMESPACE, 0);
        } catch (LibvirtException e) {
            if (Faults.is(e, ErrorNumber.VIR_ERR_NO_DOMAIN_METADATA)) {
                return "";
            }
            throw e;
        }
    }

    static void destroy(OpenConnect connect, VmName vm) throws LibvirtException {
        ask(connect, vm, domain -> {
            if (domain.isActive() == 1) {
                domain.destroy();
            }
            // one that is not persistent is gone by now
            domain.undefine(UNDEFINE_WHATEVER_HANGS_ON_IT);
            return true;
        });
        new GuestStorage(connect).remove(vm);
    }

    /** By UUID: a foreign domain of the same name is not the guest. None if there is no such guest, or it goes meanwhile. */
    static <T> Optional<T> ask(OpenConnect connect, VmName vm, Ask<T> ask) throws LibvirtException {
        try {
            Domain domain = connect.domainLookupByUUID(OwnDomain.uuid(vm));
            try {
                return Optional.of(ask.of(domain));
            } finally {
                domain.free();
            }
        } catch (LibvirtException e) {
            if (Faults.is(e, ErrorNumber.VIR_ERR_NO_DOMAIN)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static HypervisorException unknown(String what) {
        return new HypervisorException(Fault.VM, what + ": it is not there", null);
    }
}
