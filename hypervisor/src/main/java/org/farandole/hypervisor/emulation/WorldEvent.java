package org.farandole.hypervisor.emulation;

import java.time.Duration;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.HypervisorException.Fault;

/** What happened in the world. {@code at} is the time since its beginning. */
public sealed interface WorldEvent {

    Duration at();

    NodeName node();

    /** The end of an operation, good or bad. Each operation has one. */
    sealed interface Ended extends WorldEvent {
        OperationId operation();
    }

    sealed interface Failed extends Ended {
        Fault fault();

        String cause();
    }

    record StepPassed(Duration at, NodeName node, OperationId operation, MacroStep step) implements Ended {}

    record StepFailed(Duration at, NodeName node, OperationId operation, MacroStep step, Fault fault, String cause)
            implements Failed {}

    /** The node is bare: powered, with nothing deployed on it. */
    record Bare(Duration at, NodeName node, OperationId operation) implements Ended {}

    /** The node has booted from its disk, and has what was deployed on it before. */
    record PoweredOn(Duration at, NodeName node, OperationId operation) implements Ended {}

    record PoweredOff(Duration at, NodeName node, OperationId operation) implements Ended {}

    record Booted(Duration at, NodeName node, OperationId operation, VmName vm) implements Ended {}

    record BootFailed(Duration at, NodeName node, OperationId operation, VmName vm, Fault fault, String cause)
            implements Failed {}

    /** @param node where the VM runs now */
    record Migrated(Duration at, NodeName node, OperationId operation, VmName vm, NodeName from, Duration took)
            implements Ended {}

    /** @param node where the VM stayed */
    record MigrationFailed(Duration at, NodeName node, OperationId operation, VmName vm, Fault fault, String cause)
            implements Failed {}

    /** A command put an end to the operation. */
    record Aborted(Duration at, NodeName node, OperationId operation, Fault fault, String cause) implements Failed {}

    /** A resource's demand on the node crossed its capacity, or moved by more than a tenth of it since this was last said. */
    record LoadChanged(Duration at, NodeName node, int cpuDemandPercent) implements WorldEvent {}
}
