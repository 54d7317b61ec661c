package org.farandole.hypervisor.libvirt;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.farandole.hypervisor.Moved;

/** The migrations that this process has under way, each once. Thread-safe. */
final class Migrations {

    private final Map<VmName, Underway> underway = new ConcurrentHashMap<>();

    private record Underway(LibvirtAddress destination, LiveMigration migration, CompletableFuture<Moved> outcome) {}

    /** Runs it, or joins the one that is under way to the same destination; a joined one is aborted too when the time is over. */
    Moved run(VmName vm, LibvirtNode source, LibvirtAddress destination, Duration timeout, LibvirtSettings settings)
            throws HypervisorException {
        String what = "Migrate " + vm + " from " + source.name() + " to " + destination;
        Underway mine = new Underway(
                destination, new LiveMigration(what, vm, source, destination, settings), new CompletableFuture<>());
        Underway known = underway.putIfAbsent(vm, mine);
        if (known == null) {
            return runHere(vm, mine, timeout);
        }
        if (!known.destination().equals(destination)) {
            throw new HypervisorException(
                    Fault.VM, what + ": it is on its way to " + known.destination() + " already", null);
        }
        return join(what, known, timeout);
    }

    private Moved runHere(VmName vm, Underway mine, Duration timeout) throws HypervisorException {
        try {
            Moved moved = mine.migration().run(timeout);
            mine.outcome().complete(moved);
            return moved;
        } catch (HypervisorException | RuntimeException e) {
            mine.outcome().completeExceptionally(e);
            throw e;
        } finally {
            underway.remove(vm, mine);
        }
    }

    private static Moved join(String what, Underway known, Duration timeout) throws HypervisorException {
        try {
            return known.outcome().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            known.migration().abort();
            throw new HypervisorException(Fault.TIMEOUT, what + ": not done in time; it is being aborted", e);
        } catch (InterruptedException e) {
            known.migration().abort();
            Thread.currentThread().interrupt();
            throw new HypervisorException(Fault.TIMEOUT, what + ": interrupted", e);
        } catch (ExecutionException e) {
            throw NodeThreads.failure(what, e);
        }
    }
}
