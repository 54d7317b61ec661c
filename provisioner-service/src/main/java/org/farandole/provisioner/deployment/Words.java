package org.farandole.provisioner.deployment;

import java.util.Optional;
import org.farandole.contracts.node.NodeEvent;

/** A line of the log for what is worth one, with the keys that every service uses. */
final class Words {

    private Words() {}

    static Optional<String> of(NodeEvent event) {
        return switch (event) {
            case NodeEvent.StepRetried retried ->
                Optional.of("nodeId=%s reservationId=%s %s try %d of %d failed: %s"
                        .formatted(
                                retried.node(),
                                retried.reservation(),
                                retried.step(),
                                retried.attempt(),
                                retried.of(),
                                retried.cause()));
            case NodeEvent.StepFailed failed ->
                Optional.of("nodeId=%s reservationId=%s dropped at %s: %s"
                        .formatted(failed.node(), failed.reservation(), failed.step(), failed.cause()));
            case NodeEvent.Ready ready ->
                Optional.of("nodeId=%s reservationId=%s ready".formatted(ready.node(), ready.reservation()));
            case NodeEvent.Draining draining ->
                Optional.of("nodeId=%s draining: %s".formatted(draining.node(), draining.why()));
            case NodeEvent.Off off -> Optional.of("nodeId=%s off".formatted(off.node()));
            case NodeEvent.Released released ->
                Optional.of("nodeId=%s reservationId=%s released".formatted(released.node(), released.reservation()));
            case NodeEvent.StepEntered _, NodeEvent.StepPassed _, NodeEvent.Registered _ -> Optional.empty();
            case NodeEvent.Booked _, NodeEvent.Lost _, NodeEvent.Back _ -> Optional.empty();
        };
    }
}
