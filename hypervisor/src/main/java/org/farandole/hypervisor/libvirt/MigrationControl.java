package org.farandole.hypervisor.libvirt;

import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.util.Optional;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.libvirt.Domain;

/** A migration as its source's libvirt lets it be read and steered. Thread-safe. */
final class MigrationControl {

    private static final System.Logger LOG = System.getLogger(MigrationControl.class.getName());
    private static final int LONGEST_STANDSTILL_MILLIS = 2_000;
    private static final long MEBIBYTES_PER_SECOND_WITHOUT_LIMIT = 1 << 20;

    private final String what;
    private final VmName vm;
    private final LibvirtNode source;
    private final Guests guests;

    MigrationControl(String what, VmName vm, LibvirtNode source) {
        this.what = what;
        this.vm = vm;
        this.source = source;
        this.guests = new Guests(source);
    }

    /** None if the guest is not there or does not run (any more). */
    Optional<MigrationJob> job() throws HypervisorException {
        try {
            return guests.find(what, vm, domain -> MigrationJob.of(domain.getJobStats(0)));
        } catch (HypervisorException e) {
            if (e.fault() == Fault.VM) {
                return Optional.empty();
            }
            throw e;
        }
    }

    boolean underway() throws HypervisorException {
        return job().map(MigrationJob::underway).orElse(false);
    }

    /** False if libvirt did not take it, now: before the memory is being sent, or where QEMU does not offer it. */
    boolean take(Ladder.Step step) throws HypervisorException {
        try {
            return switch (step) {
                case LIMITED -> true;
                case UNLIMITED -> hurry();
                case POST_COPY -> postCopy();
                case ABORT -> guests.find(what, vm, Domain::abortJob).isPresent();
            };
        } catch (HypervisorException e) {
            if (e.getCause() != null) {
                throw e;
            }
            LOG.log(System.Logger.Level.DEBUG, "{0}: {1} not taken: {2}", what, step, e.getMessage());
            return false;
        }
    }

    private boolean hurry() throws HypervisorException {
        guests.find(what, vm, domain -> domain.migrateSetMaxDowntime(LONGEST_STANDSTILL_MILLIS));
        return steer(domain ->
                VirtCalls.virDomainMigrateSetMaxSpeed(domain, new NativeLong(MEBIBYTES_PER_SECOND_WITHOUT_LIMIT), 0));
    }

    private boolean postCopy() throws HypervisorException {
        return steer(domain -> VirtCalls.virDomainMigrateStartPostCopy(domain, 0));
    }

    private interface Steer {
        int by(Pointer domain);
    }

    private boolean steer(Steer steer) throws HypervisorException {
        return source.call(what, connect -> {
            Pointer domain = VirtCalls.virDomainLookupByUUID(connect.pointer(), OwnDomain.bytes(OwnDomain.uuid(vm)));
            if (domain == null) {
                return false;
            }
            try {
                if (steer.by(domain) < 0) {
                    throw BulkStats.failed(what);
                }
                return true;
            } finally {
                VirtCalls.virDomainFree(domain);
            }
        });
    }
}
