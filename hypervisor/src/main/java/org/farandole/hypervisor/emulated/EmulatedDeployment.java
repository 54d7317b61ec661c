package org.farandole.hypervisor.emulated;

import java.time.Duration;
import java.util.Locale;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.hypervisor.HypervisorException;
import org.jspecify.annotations.Nullable;

/**
 * Deploys and powers emulated nodes. Calls block until done, are safe to repeat (what is already so is left so, what is
 * under way is joined), and may be interrupted, which aborts them. Time-outs are wall time; one that is over aborts the
 * operation. Thread-safe.
 */
public final class EmulatedDeployment {

    /**
     * Takes the node through one macro-step. The steps have an order: a step is refused while the one before it has not
     * passed, and while another reservation's deployment stands on the node.
     *
     * @throws HypervisorException with the cause, if the step failed
     * @throws IllegalArgumentException if the node is not an emulated one
     */
    public void runStep(NodeDescription node, MacroStep step, ReservationId reservation, Duration timeout)
            throws HypervisorException, InterruptedException {
        operate(
                node,
                "/steps/" + step.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                new Wire.StepOrder(reservation),
                timeout,
                step + " on " + node.name());
    }

    /** Destroys every VM on the node, and forgets its deployment. An operation under way is aborted. */
    public void undo(NodeDescription node, Duration timeout) throws HypervisorException, InterruptedException {
        operate(node, "/undo", null, timeout, "Undo " + node.name());
    }

    /** The node comes up bare: nothing is deployed on it. */
    public void powerOn(NodeDescription node, Duration timeout) throws HypervisorException, InterruptedException {
        operate(node, "/power-on", null, timeout, "Power on " + node.name());
    }

    /** Forgets the deployment too. Refused while there are VMs on the node. */
    public void powerOff(NodeDescription node, Duration timeout) throws HypervisorException, InterruptedException {
        operate(node, "/power-off", null, timeout, "Power off " + node.name());
    }

    private static void operate(
            NodeDescription node, String operation, @Nullable Object body, Duration timeout, String what)
            throws HypervisorException, InterruptedException {
        EmulatorAddress address = EmulatorAddress.of(node.hypervisor());
        try {
            EmulatorClient.sendAndWait("POST", address.ofNode(operation), body, timeout, what);
        } catch (InterruptedException e) {
            EmulatorClient.sendDespiteInterrupt("DELETE", address.ofNode("/operation"));
            throw e;
        }
    }
}
