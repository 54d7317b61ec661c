package org.farandole.hypervisor.emulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.HypervisorException.Fault;

/** Boots VMs, the slower the more of them boot on a node. */
final class Boots {

    private final EventQueue queue;
    private final Operations operations;
    private final Demands demands;
    private final Timing timing;
    private final Faults faults;
    private final Seed seed;
    /** Outlives the VM, which may be destroyed and tried elsewhere. */
    private final Map<VmName, Integer> tries = new HashMap<>();

    Boots(EventQueue queue, Operations operations, Demands demands, Timing timing, Faults faults, Seed seed) {
        this.queue = queue;
        this.operations = operations;
        this.demands = demands;
        this.timing = timing;
        this.faults = faults;
        this.seed = seed;
    }

    /** The caller has seen that the VM is down and that the node has room. */
    OperationId begin(Vm vm) {
        int attempt = tries.merge(vm.name(), 1, Integer::sum);
        SplittableRandom chance =
                seed.fork("boots").fork(vm.name().value()).fork(attempt).random();
        boolean fails =
                Faults.strikes(faults.boot(), faults.failingBoots().getOrDefault(vm.name(), 0), chance, attempt);
        double alone = timing.spread(timing.boot(), chance.nextDouble()).toNanos() / 1e9;
        double takes = fails ? alone * chance.nextDouble() : alone;
        Boot boot = new Boot(operations.next(), new Work(queue, takes, () -> end(vm, fails)));
        vm.boot = boot;
        vm.state = Vm.State.BOOTING;
        share(vm.node);
        demands.refresh(vm.node);
        return boot.id();
    }

    /** Ends the boot if there is one; the VM's state is the caller's to set. */
    void abort(Vm vm, String cause) {
        Boot boot = vm.boot;
        if (boot != null) {
            boot.work().stop();
            vm.boot = null;
            share(vm.node);
            queue.happened(
                    new WorldEvent.Aborted(queue.now(), vm.node.name(), boot.id(), Fault.VM, vm.name() + " " + cause));
        }
    }

    private void end(Vm vm, boolean failed) {
        OperationId id = Objects.requireNonNull(vm.boot).id();
        vm.boot = null;
        if (failed) {
            vm.state = Vm.State.DEFINED;
            queue.happened(new WorldEvent.BootFailed(
                    queue.now(), vm.node.name(), id, vm.name(), Fault.VM, vm.name() + " crashed while it booted"));
        } else {
            vm.state = Vm.State.RUNNING;
            queue.happened(new WorldEvent.Booted(queue.now(), vm.node.name(), id, vm.name()));
        }
        share(vm.node);
        demands.refresh(vm.node);
    }

    private void share(Node node) {
        long booting = node.vms.values().stream().filter(vm -> vm.boot != null).count();
        double rate = 1 / (1 + timing.bootSlowdown() * Math.max(0, booting - 1));
        for (Vm vm : node.vms.values()) {
            if (vm.boot != null) {
                vm.boot.work().goOnAt(rate);
            }
        }
    }
}
