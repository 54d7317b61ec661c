package org.farandole.provisioner.deployer;

import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.reservation.Booking;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.emulated.EmulatedDeployment;

/** Deploys the nodes of an emulator, over its HTTP. */
@Singleton
final class EmulatedNodeDeployer implements NodeDeployer {

    private final EmulatedDeployment deployment = new EmulatedDeployment();

    @Override
    public boolean serves(URI hypervisor) {
        return "emulated".equals(hypervisor.getScheme());
    }

    @Override
    public Optional<String> runStep(NodeDescription node, MacroStep step, Booking booking, Duration timeout)
            throws NodeFault, InterruptedException {
        naming(() -> {
            if (step == MacroStep.SET_DEPLOYMENT_ENVIRONMENT) {
                // A reservation may have left the node off; one that is on is left so at once.
                deployment.powerOn(node, timeout);
            }
            deployment.runStep(node, step, booking.reservation(), timeout);
        });
        return Optional.empty();
    }

    @Override
    public void undo(NodeDescription node, ReservationId reservation, Duration timeout)
            throws NodeFault, InterruptedException {
        naming(() -> deployment.undo(node, timeout));
    }

    @Override
    public void powerOn(NodeDescription node, Duration timeout) throws NodeFault, InterruptedException {
        naming(() -> deployment.powerOn(node, timeout));
    }

    @Override
    public void powerOff(NodeDescription node, Duration timeout) throws NodeFault, InterruptedException {
        naming(() -> deployment.powerOff(node, timeout));
    }

    private interface Operation {
        void run() throws HypervisorException, InterruptedException;
    }

    private static void naming(Operation operation) throws NodeFault, InterruptedException {
        try {
            operation.run();
        } catch (HypervisorException | IllegalArgumentException e) {
            throw new NodeFault(String.valueOf(e.getMessage()), e);
        }
    }
}
