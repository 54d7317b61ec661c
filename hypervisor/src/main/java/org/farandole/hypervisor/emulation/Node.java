package org.farandole.hypervisor.emulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Overload;
import org.farandole.contracts.node.Resource;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.jspecify.annotations.Nullable;

/** A node's present state. */
final class Node {

    final NodeSpec spec;
    final SortedMap<VmName, Vm> vms = new TreeMap<>();
    /** From and to the node. */
    final List<Migration> migrations = new ArrayList<>();

    Deployment deployment;

    @Nullable
    NodeOperation operation;

    int stepTries;
    Map<Resource, Long> announcedDemand = Map.of();

    Node(NodeSpec spec, Deployment deployment) {
        this.spec = spec;
        this.deployment = deployment;
    }

    NodeName name() {
        return spec.name();
    }

    boolean hasHypervisor() {
        return switch (deployment) {
            case Deployment.Off off -> false;
            case Deployment.Bare bare -> false;
            case Deployment.Deploying deploying -> false;
            case Deployment.Deployed deployed -> true;
            case Deployment.Standing standing -> true;
        };
    }

    Node hypervisor() throws HypervisorException {
        if (!hasHypervisor()) {
            throw new HypervisorException(
                    Fault.NODE, "no hypervisor answers on " + name() + ", which is " + deployment.inWords(), null);
        }
        return this;
    }

    Vm vm(VmName name) throws HypervisorException {
        Vm vm = hypervisor().vms.get(name);
        if (vm == null) {
            throw new HypervisorException(Fault.VM, name + " is not defined on " + name(), null);
        }
        return vm;
    }

    /** Of the VMs that live here, and of those on their way here. */
    int memoryUsedMiB() {
        int used = 0;
        for (Vm vm : vms.values()) {
            used += vm.alive() ? vm.spec.size().memoryMiB() : 0;
        }
        for (Migration migration : migrations) {
            used += migration.to == this ? migration.vm.spec.size().memoryMiB() : 0;
        }
        return used;
    }

    void needsRoomFor(Vm vm) throws HypervisorException {
        int needed = vm.spec.size().memoryMiB();
        int free = spec.capacity().memoryMiB() - memoryUsedMiB();
        if (needed > free) {
            throw new HypervisorException(
                    Fault.NODE,
                    vm.name() + " needs " + needed + " MiB, and " + name() + " has " + free + " MiB left",
                    null);
        }
    }

    int demandPercent() {
        return (int) demand(Resource.CPU);
    }

    /** Of the VMs that live here, in the resource's unit. */
    long demand(Resource resource) {
        long sum = 0;
        for (Vm vm : vms.values()) {
            sum += resource == Resource.CPU
                    ? vm.demandPercent()
                    : vm.throughput().of(resource);
        }
        return sum;
    }

    boolean overloaded() {
        return !Overload.of(spec.capacity(), this::demand).isEmpty();
    }
}
