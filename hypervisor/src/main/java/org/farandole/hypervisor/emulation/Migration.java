package org.farandole.hypervisor.emulation;

import java.time.Duration;

/** A live migration under way. */
final class Migration {

    final OperationId id;
    final Vm vm;
    final Node from;
    final Node to;
    final Duration begun;
    final Work work;
    /** How many times slower it goes than the model says. */
    double slowdown = 1;

    Migration(OperationId id, Vm vm, Node to, Duration begun, Work work) {
        this.id = id;
        this.vm = vm;
        this.from = vm.node;
        this.to = to;
        this.begun = begun;
        this.work = work;
    }
}
