package org.farandole.vm.life;

import java.time.Duration;
import java.time.Instant;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmPhase;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.jspecify.annotations.Nullable;

/** What can happen to a VM. An input that its state does not expect changes nothing, so each may come twice. */
public sealed interface VmInput {

    /** Its node is ready, answers, and no plan holds it. */
    record NodeOpen() implements VmInput {}

    /** A node was found for a homeless VM. */
    record Homed(NodeName node) implements VmInput {}

    /** No node will ever have room for a homeless VM. */
    record NoRoom(String cause) implements VmInput {}

    /** The node that it was planned on was dropped. */
    record Unhomed() implements VmInput {}

    /** A command's result: the hypervisor knows it. */
    record Created(String command) implements VmInput {}

    /** Half of a boot's result: it runs. */
    record Started(String command) implements VmInput {}

    /** A boot's result: the guest answers. */
    record Answered(String command) implements VmInput {}

    /** A create's, boot's or destroy's result; the lane repeats a destroy by itself. */
    record Failed(String command, VmPhase phase, Fault fault, String cause) implements VmInput {}

    /** A destroy's result. */
    record Gone(String command) implements VmInput {}

    /** An action of an admitted plan; {@code timeout} is wall time. */
    record Migrate(NodeName destination, @Nullable IspId isp, int action, Duration timeout) implements VmInput {}

    /**
     * @param took in the node's time
     * @param downtime for how long the guest stood still; none if nobody said
     */
    record Arrived(String command, Duration took, @Nullable Duration downtime, Instant at) implements VmInput {}

    /**
     * A migration failed, and the VM's place was read from both hypervisors.
     *
     * @param place none if neither defines it
     * @param running whether it runs there
     * @param took in the node's time
     */
    record NotMigrated(
            String command, String cause, @Nullable NodeName place, boolean running, Duration took)
            implements VmInput {}

    /**
     * The guest ended by itself, or somebody ended it: the node's hypervisor says that it does not run any more.
     *
     * @param known whether the hypervisor still defines it
     */
    record Fell(NodeName node, String cause, boolean known) implements VmInput {}

    /** Somebody moved it by hand: it runs on {@code node} now, and not where the record has it. */
    record FoundOn(NodeName node) implements VmInput {}

    /** Its reservation is over. */
    record Release(String why) implements VmInput {}

    record NodeLost(String cause) implements VmInput {}

    /** Nothing is left on the node that it was lost with: its reservation has ended. */
    record NodeUndone() implements VmInput {}

    /**
     * Its lost node answers again, and this is what its hypervisor says of the VM.
     *
     * @param known the hypervisor defines it
     */
    record Found(boolean known, boolean running) implements VmInput {}
}
