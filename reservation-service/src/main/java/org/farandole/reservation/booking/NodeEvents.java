package org.farandole.reservation.booking;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.json.UnreadableMessage;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.reservation.inventory.Inventory;

/** What happens to nodes, as far as it concerns who has them. A message that comes again changes nothing. */
@ApplicationScoped
class NodeEvents {

    private final Reservations reservations;
    private final Inventory inventory;

    NodeEvents(Reservations reservations, Inventory inventory) {
        this.reservations = reservations;
        this.inventory = inventory;
    }

    /** @throws UnreadableMessage sends the record to the dead-letter topic; anything else is tried again: the database is away */
    @Incoming("node-events")
    @Blocking
    @Retry(
            maxRetries = 300,
            delay = 1,
            delayUnit = ChronoUnit.SECONDS,
            maxDuration = 0,
            abortOn = UnreadableMessage.class)
    void on(byte[] value) {
        switch (Json.read(value, NodeEvent.class)) {
            case NodeEvent.Released(var node, var reservation) -> reservations.nodeReturned(reservation, node);
            case NodeEvent.StepFailed failed -> reservations.nodeFailed(failed.reservation(), failed);
            case NodeEvent.Lost(var node, String cause) -> inventory.suspect(node, cause);
            case NodeEvent.Back(var node) -> inventory.trust(node);
            case NodeEvent.Ready ready -> inventory.trust(ready.node());
            case NodeEvent.Registered registered -> {}
            case NodeEvent.Booked booked -> {}
            case NodeEvent.StepEntered entered -> {}
            case NodeEvent.StepPassed passed -> {}
            case NodeEvent.StepRetried retried -> {}
            case NodeEvent.Draining draining -> {}
            case NodeEvent.Off off -> {}
        }
    }
}
