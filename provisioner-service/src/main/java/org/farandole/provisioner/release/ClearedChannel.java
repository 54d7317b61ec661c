package org.farandole.provisioner.release;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.json.UnreadableMessage;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.provisioner.deployment.Change;
import org.farandole.provisioner.deployment.NodeKey;
import org.farandole.provisioner.deployment.Provisioner;

/** A node that vm-service has cleared is undone. */
@ApplicationScoped
class ClearedChannel {

    private final Provisioner provisioner;

    ClearedChannel(Provisioner provisioner) {
        this.provisioner = provisioner;
    }

    @Incoming("vm-events")
    @Blocking
    @Retry(
            maxRetries = 300,
            delay = 1,
            delayUnit = ChronoUnit.SECONDS,
            maxDuration = 0,
            abortOn = UnreadableMessage.class)
    void on(byte[] value) {
        switch (Json.read(value, VmEvent.class)) {
            case VmEvent.Cleared cleared ->
                provisioner.carryOut(new Change.Clear(NodeKey.of(cleared.reservation(), cleared.node())));
            case VmEvent.Planned _, VmEvent.OfOneVm _ -> {}
        }
    }
}
