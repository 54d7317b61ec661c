package org.farandole.provisioner.deployer;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.reservation.Booking;
import org.farandole.contracts.reservation.ReservationId;

/**
 * Works on nodes of one kind. Calls block until done, are safe to repeat, and may be interrupted, which aborts them. Time-outs
 * are wall time. Thread-safe; calls on one node come one at a time.
 */
public interface NodeDeployer {

    /** Whether nodes of this hypervisor URI are its own. */
    boolean serves(URI hypervisor);

    /**
     * Takes the node through one macro-step; those before it have passed.
     *
     * @param booking for which
     * @return what was found out on the way and people may want to know; none most often
     */
    Optional<String> runStep(NodeDescription node, MacroStep step, Booking booking, Duration timeout)
            throws NodeFault, InterruptedException;

    /** Leaves nothing of the reservation on the node, whatever was deployed there or half so. */
    void undo(NodeDescription node, ReservationId reservation, Duration timeout) throws NodeFault, InterruptedException;

    /** The node comes up; what was deployed may be gone. */
    void powerOn(NodeDescription node, Duration timeout) throws NodeFault, InterruptedException;

    /** Refused while there are VMs on the node. */
    void powerOff(NodeDescription node, Duration timeout) throws NodeFault, InterruptedException;
}
