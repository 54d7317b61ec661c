package org.farandole.hypervisor.emulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.HypervisorException.Fault;

/** Migrates VMs live. A node's link is shared evenly by the migrations from and to it; a VM's own limit holds too. */
final class Migrations {

    private final EventQueue queue;
    private final Operations operations;
    private final Faults faults;
    private final Seed seed;
    private final Map<VmName, Integer> tries = new HashMap<>();

    Migrations(EventQueue queue, Operations operations, Faults faults, Seed seed) {
        this.queue = queue;
        this.operations = operations;
        this.faults = faults;
        this.seed = seed;
    }

    /** The caller has seen that the VM runs and that there is room for it. */
    OperationId begin(Vm vm, Node to, Demands demands) {
        int attempt = tries.merge(vm.name(), 1, Integer::sum);
        SplittableRandom chance =
                seed.fork("migrations").fork(vm.name().value()).fork(attempt).random();
        boolean fails = Faults.strikes(
                faults.migrate(), faults.failingMigrations().getOrDefault(vm.name(), 0), chance, attempt);
        double whole = MigrationModel.bytes(vm.spec.size().memoryMiB());
        double bytes = fails ? whole * chance.nextDouble() : whole;
        Work work = new Work(queue, bytes, () -> end(vm, fails, demands));
        Migration migration = new Migration(operations.next(), vm, to, queue.now(), work);
        vm.migration = migration;
        migration.from.migrations.add(migration);
        to.migrations.add(migration);
        share(migration);
        return migration.id;
    }

    /** Leaves the VM where it was. */
    void abort(Migration migration, Fault fault, String cause) {
        detach(migration);
        queue.happened(new WorldEvent.Aborted(
                queue.now(), migration.from.name(), migration.id, fault, migration.vm.name() + " " + cause));
    }

    /** The guest's use of CPU has changed, and with it what it dirties. */
    static void reconsider(Migration migration) {
        double left = Math.min(linkShare(migration.from), linkShare(migration.to));
        double rate = MigrationModel.netBytesPerSecond(migration.vm.traits, left, migration.vm.cpuUse());
        migration.work.goOnAt(rate / migration.slowdown);
    }

    private void end(Vm vm, boolean failed, Demands demands) {
        Migration migration = Objects.requireNonNull(vm.migration);
        detach(migration);
        if (failed) {
            queue.happened(new WorldEvent.MigrationFailed(
                    queue.now(),
                    migration.from.name(),
                    migration.id,
                    vm.name(),
                    Fault.NODE,
                    "the connection to " + migration.to.name() + " broke"));
            return;
        }
        migration.from.vms.remove(vm.name());
        migration.to.vms.put(vm.name(), vm);
        vm.node = migration.to;
        queue.happened(new WorldEvent.Migrated(
                queue.now(),
                migration.to.name(),
                migration.id,
                vm.name(),
                migration.from.name(),
                queue.now().minus(migration.begun)));
        demands.refresh(migration.from);
        demands.refresh(migration.to);
    }

    private static void detach(Migration migration) {
        migration.work.stop();
        migration.vm.migration = null;
        migration.from.migrations.remove(migration);
        migration.to.migrations.remove(migration);
        share(migration);
    }

    /** Rates change on both links when a migration begins or ends. */
    private static void share(Migration changed) {
        changed.from.migrations.forEach(Migrations::reconsider);
        changed.to.migrations.forEach(Migrations::reconsider);
    }

    private static double linkShare(Node node) {
        return (double) node.spec.linkMegabytesPerSecond() / node.migrations.size();
    }
}
