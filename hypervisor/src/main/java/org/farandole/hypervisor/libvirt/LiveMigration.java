package org.farandole.hypervisor.libvirt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.farandole.hypervisor.Moved;
import org.jspecify.annotations.Nullable;
import org.libvirt.Domain.DomainMigrateParameters;
import org.libvirt.Domain.MigrateFlags;
import org.libvirt.TypedParameter;
import org.libvirt.TypedStringParameter;
import org.libvirt.TypedUlongParameter;

/**
 * One guest's way from one node to another, sent from node to node, with what its disk differs from the image by. Where the
 * guest is not in the end, neither are its files. One thread runs it, any may abort it.
 */
final class LiveMigration {

    private static final System.Logger LOG = System.getLogger(LiveMigration.class.getName());

    private static final int FLAGS = MigrateFlags.LIVE
            | MigrateFlags.PEER2PEER
            | MigrateFlags.PERSIST_DEST
            | MigrateFlags.UNDEFINE_SOURCE
            | MigrateFlags.NON_SHARED_INC
            | MigrateFlags.AUTO_CONVERGE;

    private final String what;
    private final VmName vm;
    private final LibvirtNode source;
    private final LibvirtAddress destination;
    private final LibvirtSettings settings;
    private final Guests here;
    private final MigrationControl control;
    private volatile boolean aborted;

    LiveMigration(String what, VmName vm, LibvirtNode source, LibvirtAddress destination, LibvirtSettings settings) {
        this.what = what;
        this.vm = vm;
        this.source = source;
        this.destination = destination;
        this.settings = settings;
        this.here = new Guests(source);
        this.control = new MigrationControl(what, vm, source);
    }

    /** Asks for its end; does not wait. */
    void abort() {
        aborted = true;
    }

    /** @throws HypervisorException without a cause where it is over; with one where it may still go on */
    Moved run(Duration timeout) throws HypervisorException {
        LibvirtNode target = new LibvirtNode(destination.toString(), destination, settings.callTimeout());
        MigrationWatch watch = new MigrationWatch(what, timeout, control, () -> aborted);
        try {
            return to(target, watch);
        } finally {
            target.close();
            if (watch.interrupted()) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Moved to(LibvirtNode target, MigrationWatch watch) throws HypervisorException {
        if (destination.forGuest(vm) == null) {
            throw new HypervisorException(
                    Fault.NODE, what + ": no other node can reach that address; register it with a host name", null);
        }
        Guests there = new Guests(target);
        if (control.underway() || standsStillOnItsWay()) {
            // begun by a process that is gone
            return end(target, there, watch.untilOver(null));
        }
        if (!runs(here)) {
            if (runs(there)) {
                return Moved.UNSAID;
            }
            throw new HypervisorException(Fault.VM, what + ": it does not run there", null);
        }
        prepareOrLeave(target);
        HypervisorException failure = watch.untilOver(perform(MigrateFlags.POSTCOPY));
        if (failure != null && failure.getCause() == null && said(failure).contains("ost-copy")) {
            LOG.log(System.Logger.Level.INFO, "without post-copy: {0}", failure.getMessage());
            failure = watch.untilOver(perform(0));
        }
        return end(target, there, failure);
    }

    private boolean runs(Guests guests) throws HypervisorException {
        return guests.state(what, vm).filter(DomainReading::runs).isPresent();
    }

    private boolean standsStillOnItsWay() throws HypervisorException {
        return here.state(what, vm).filter(DomainReading::underway).isPresent();
    }

    /** Nothing is under way yet: whatever fails here is over. */
    private void prepareOrLeave(LibvirtNode target) throws HypervisorException {
        try {
            prepare(target);
        } catch (HypervisorException e) {
            throw new HypervisorException(e.fault(), said(e), null);
        }
    }

    private static String said(HypervisorException e) {
        return String.valueOf(e.getMessage());
    }

    /** The destination needs the files before: an overlay to fill, and the seed, which is never written to. */
    private void prepare(LibvirtNode target) throws HypervisorException {
        VmDescription description = here.description(what, vm);
        byte[] seed = source.call(what, connect -> new GuestStorage(connect).readSeed(vm))
                .orElseThrow(() -> new HypervisorException(Fault.VM, what + ": its seed is not on the node", null));
        target.call(what, connect -> new GuestStorage(connect).make(what, vm, description.image(), seed));
    }

    private FutureTask<Boolean> perform(int more) throws HypervisorException {
        return source.begin(
                what,
                connect -> Guests.ask(connect, vm, domain -> {
                            domain.migrateToURI(destination.forPeers(), parameters(), FLAGS | more | transport());
                            return true;
                        })
                        .orElse(false));
    }

    private int transport() {
        return destination.tls() ? MigrateFlags.TLS : 0;
    }

    private TypedParameter[] parameters() {
        List<TypedParameter> parameters = new ArrayList<>();
        if (settings.migrationMegabytesPerSecond() > 0) {
            parameters.add(new TypedUlongParameter(
                    DomainMigrateParameters.VIR_MIGRATE_PARAM_BANDWIDTH, settings.migrationMegabytesPerSecond()));
        }
        add(parameters, DomainMigrateParameters.VIR_MIGRATE_PARAM_URI, destination.forGuest(vm));
        add(parameters, DomainMigrateParameters.VIR_MIGRATE_PARAM_DISKS_URI, destination.forDisk(vm));
        return parameters.toArray(TypedParameter[]::new);
    }

    private static void add(List<TypedParameter> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.add(new TypedStringParameter(name, value));
        }
    }

    private Moved end(LibvirtNode target, Guests there, @Nullable HypervisorException failure)
            throws HypervisorException {
        if (runs(here)) {
            throw stayed(target, failure);
        }
        if (!runs(there)) {
            throw failure == null
                    ? new HypervisorException(Fault.VM, what + ": it ended, and the guest runs on neither", null)
                    : failure;
        }
        if (here.state(what, vm).isEmpty()) {
            source.call(what, connect -> {
                new GuestStorage(connect).remove(vm);
                return true;
            });
        }
        return moved(there);
    }

    private HypervisorException stayed(LibvirtNode target, @Nullable HypervisorException failure)
            throws HypervisorException {
        String why = failure == null ? what + ": it ended, and the guest is where it was" : said(failure);
        Fault fault = failure == null ? Fault.VM : failure.fault();
        if (control.underway()) {
            return new HypervisorException(fault, why, new IllegalStateException("it is still under way"));
        }
        clearUp(target);
        return new HypervisorException(fault, why, null);
    }

    /** A destination that is dead keeps what it has until it is undone. */
    private void clearUp(LibvirtNode target) {
        try {
            target.call(what, connect -> {
                if (Guests.ask(connect, vm, domain -> true).isEmpty()) {
                    new GuestStorage(connect).remove(vm);
                }
                return true;
            });
        } catch (HypervisorException e) {
            LOG.log(System.Logger.Level.WARNING, "{0}: files may be left there: {1}", what, e.getMessage());
        }
    }

    private Moved moved(Guests there) {
        try {
            return there.find(what, vm, domain -> MigrationJob.of(domain.getJobStats(MigrationJob.COMPLETED)))
                    .map(MigrationJob::moved)
                    .orElse(Moved.UNSAID);
        } catch (HypervisorException e) {
            LOG.log(System.Logger.Level.DEBUG, "no statistics: " + e.getMessage());
            return Moved.UNSAID;
        }
    }
}
