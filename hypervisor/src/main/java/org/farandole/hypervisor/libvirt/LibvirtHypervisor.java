package org.farandole.hypervisor.libvirt;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.farandole.contracts.vm.MacAddress;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.Domain;
import org.farandole.hypervisor.Hypervisor;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.farandole.hypervisor.Moved;
import org.farandole.hypervisor.NodeStats;

/** A node with libvirt. Foreign domains are neither listed nor touched, but what they use is counted. Thread-safe. */
final class LibvirtHypervisor implements Hypervisor {

    /** Apart from each other that much, two readings give a first demand. */
    private static final Duration FIRST_DIFFERENCE = Duration.ofMillis(250);

    private final LibvirtNode node;
    private final LibvirtSettings settings;
    private final Migrations migrations;
    private final Guests guests;
    private final DemandMeter meter = new DemandMeter();

    LibvirtHypervisor(LibvirtNode node, LibvirtSettings settings, Migrations migrations) {
        this.node = node;
        this.settings = settings;
        this.migrations = migrations;
        this.guests = new Guests(node);
    }

    @Override
    public List<Domain> domains() throws HypervisorException {
        List<Domain> domains = new ArrayList<>();
        for (DomainReading reading : readings("List the domains of " + node.name(), BulkStats.STATE)) {
            OwnDomain.vm(reading).ifPresent(vm -> domains.add(new Domain(vm, state(reading))));
        }
        return domains;
    }

    private static Domain.State state(DomainReading reading) {
        if (reading.runs()) {
            return Domain.State.RUNNING;
        }
        return reading.suspended() ? Domain.State.SUSPENDED : Domain.State.DEFINED;
    }

    /** The capacity is left to the inventory. The first call reads twice: of one reading alone no demand can be told. */
    @Override
    public NodeStats stats() throws HypervisorException {
        String what = "Read the statistics of " + node.name();
        if (first(readings(what, BulkStats.EVERYTHING))) {
            LockSupport.parkNanos(FIRST_DIFFERENCE.toNanos());
        }
        return metered(readings(what, BulkStats.EVERYTHING));
    }

    private List<DomainReading> readings(String what, int groups) throws HypervisorException {
        return node.call(what, connect -> BulkStats.read(what, connect, groups));
    }

    private boolean first(List<DomainReading> readings) {
        synchronized (meter) {
            if (meter.begun()) {
                return false;
            }
            meter.read(readings, System.nanoTime());
            return true;
        }
    }

    private NodeStats metered(List<DomainReading> readings) {
        DemandMeter.Metered metered;
        synchronized (meter) {
            metered = meter.read(readings, System.nanoTime());
        }
        return new NodeStats(Instant.now(), null, metered.foreignCpuPercent(), metered.memoryUsedMiB(), metered.vms());
    }

    @Override
    public void define(VmDescription vm, MacAddress mac) throws HypervisorException {
        byte[] seed = SeedImage.of(vm, publicKeys());
        guests.define(say("Define", vm.name()), vm, mac, seed, settings.kvmCpu());
    }

    private List<String> publicKeys() throws HypervisorException {
        if (settings.authorizedKeys() == null) {
            return List.of();
        }
        try {
            return Files.readAllLines(settings.authorizedKeys()).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new HypervisorException(
                    Fault.VM,
                    "The guests' public keys in " + settings.authorizedKeys() + " cannot be read: " + e,
                    null);
        }
    }

    @Override
    public void start(VmName vm) throws HypervisorException {
        guests.change(say("Start", vm), vm, domain -> {
            if (domain.isActive() == 0) {
                domain.create();
            }
        });
    }

    @Override
    public void awaitAnswer(VmName vm, Duration timeout) throws HypervisorException {
        String what = say("Await an answer of", vm);
        VmDescription description = guests.description(what, vm);
        new GuestAnswer(description.address(), settings.answerPort()).await(what, timeout, () -> running(what, vm));
    }

    private boolean running(String what, VmName vm) throws HypervisorException {
        return guests.state(what, vm).filter(DomainReading::runs).isPresent();
    }

    /** At once, as by the power switch: what the guest had not written is lost. */
    @Override
    public void stop(VmName vm) throws HypervisorException {
        guests.change(say("Stop", vm), vm, domain -> {
            if (domain.isActive() == 1) {
                domain.destroy();
            }
        });
    }

    @Override
    public void suspend(VmName vm) throws HypervisorException {
        String what = say("Suspend", vm);
        if (running(what, vm)) {
            guests.change(what, vm, org.libvirt.Domain::suspend);
        }
    }

    @Override
    public void resume(VmName vm) throws HypervisorException {
        String what = say("Resume", vm);
        if (!running(what, vm)) {
            guests.change(what, vm, org.libvirt.Domain::resume);
        }
    }

    @Override
    public void destroy(VmName vm) throws HypervisorException {
        guests.destroy(say("Destroy", vm), vm);
    }

    @Override
    public Moved migrate(VmName vm, URI destination, Duration timeout) throws HypervisorException {
        LibvirtAddress to;
        try {
            to = LibvirtAddress.of(destination, settings.plainTcp());
        } catch (IllegalArgumentException e) {
            throw new HypervisorException(Fault.NODE, say("Migrate", vm) + ": " + e.getMessage(), null);
        }
        return migrations.run(vm, node, to, timeout, settings);
    }

    @Override
    public void close() {
        node.close();
    }

    private String say(String what, VmName vm) {
        return what + " " + vm + " on " + node.name();
    }
}
