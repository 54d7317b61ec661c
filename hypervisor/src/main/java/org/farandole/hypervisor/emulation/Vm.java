package org.farandole.hypervisor.emulation;

import org.farandole.contracts.node.Resource;
import org.farandole.contracts.node.Throughput;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.Domain;
import org.farandole.hypervisor.emulation.load.Load;
import org.jspecify.annotations.Nullable;

/** A VM's present state. It is on one node; while it migrates it is still on the one that it leaves. */
final class Vm {

    enum State {
        DEFINED,
        BOOTING,
        RUNNING,
        SUSPENDED
    }

    final VmSpec spec;
    final MigrationModel.Traits traits;
    final VmLoad load;
    Node node;
    State state = State.DEFINED;
    int usedPercent;

    @Nullable
    Boot boot;

    @Nullable
    Migration migration;

    Vm(VmSpec spec, Node node, Load load) {
        this.spec = spec;
        this.node = node;
        this.traits = load.traits(spec.number());
        this.load = new VmLoad(load.changes(spec.number()), load::initialPercent);
    }

    VmName name() {
        return spec.name();
    }

    /** Whether it takes memory. */
    boolean alive() {
        return state != State.DEFINED;
    }

    int demandPercent() {
        return computes() ? load.percent(Resource.CPU) * spec.size().vcpus() : 0;
    }

    /** What it demands besides CPU. */
    Throughput throughput() {
        return computes() && !load.ofCpuAlone() ? Shares.demand(spec.size().vcpus(), load::percent) : Throughput.NONE;
    }

    private boolean computes() {
        return state == State.BOOTING || state == State.RUNNING;
    }

    double cpuUse() {
        return usedPercent / (100.0 * spec.size().vcpus());
    }

    Domain.State domainState() {
        return switch (state) {
            case DEFINED -> Domain.State.DEFINED;
            case BOOTING, RUNNING -> Domain.State.RUNNING;
            case SUSPENDED -> Domain.State.SUSPENDED;
        };
    }
}
