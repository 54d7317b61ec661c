package org.farandole.provisioner.power;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.json.UnreadableMessage;
import org.farandole.contracts.node.NodeCommand;
import org.farandole.provisioner.deployment.Change;
import org.farandole.provisioner.deployment.Provisioner;
import org.farandole.provisioner.lifecycle.Decision;
import org.farandole.provisioner.lifecycle.NodeInput;
import org.jboss.logging.Logger;

/** Commands to switch nodes off and on; one that does not fit the node's state is a no-op. */
@ApplicationScoped
class PowerChannel {

    private static final Logger LOG = Logger.getLogger(PowerChannel.class);

    private final Provisioner provisioner;

    PowerChannel(Provisioner provisioner) {
        this.provisioner = provisioner;
    }

    @Incoming("node-commands")
    @Blocking
    @Retry(
            maxRetries = 300,
            delay = 1,
            delayUnit = ChronoUnit.SECONDS,
            maxDuration = 0,
            abortOn = UnreadableMessage.class)
    void on(byte[] value) {
        NodeCommand command = Json.read(value, NodeCommand.class);
        NodeInput input = switch (command) {
            case NodeCommand.PowerOn _ -> new NodeInput.PowerOn();
            case NodeCommand.PowerOff _ -> new NodeInput.PowerOff();
        };
        List<Decision> decisions = provisioner.carryOut(new Change.TellOwner(command.node(), input));
        boolean followed =
                decisions.stream().anyMatch(decision -> !decision.effects().isEmpty());
        LOG.infof(
                "nodeId=%s %s (%s): %s",
                command.node(), Json.typeOf(command), command.why(), followed ? "begun" : "nothing to do in its state");
    }
}
