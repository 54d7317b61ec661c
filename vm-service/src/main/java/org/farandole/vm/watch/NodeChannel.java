package org.farandole.vm.watch;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.json.UnreadableMessage;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.vm.execution.PowerOffs;
import org.farandole.vm.lane.Lanes;
import org.farandole.vm.launch.Launcher;

/** {@code node.events}. */
@ApplicationScoped
class NodeChannel {

    private final Launcher launcher;
    private final Losses losses;
    private final Surveyor surveyor;
    private final Lanes lanes;
    private final PowerOffs powerOffs;
    private final Followers followers;

    NodeChannel(
            Launcher launcher,
            Losses losses,
            Surveyor surveyor,
            Lanes lanes,
            PowerOffs powerOffs,
            Followers followers) {
        this.launcher = launcher;
        this.losses = losses;
        this.surveyor = surveyor;
        this.lanes = lanes;
        this.powerOffs = powerOffs;
        this.followers = followers;
    }

    @Incoming("node-events")
    @Blocking
    @Retry(
            maxRetries = 300,
            delay = 1,
            delayUnit = ChronoUnit.SECONDS,
            maxDuration = 0,
            abortOn = UnreadableMessage.class)
    public void on(byte[] value) {
        switch (Json.read(value, NodeEvent.class)) {
            case NodeEvent.Registered registered -> {
                launcher.registered(registered.description());
                lanes.connectAgain(registered.node());
            }
            case NodeEvent.Ready ready -> {
                lanes.connectAgain(ready.node());
                launcher.ready(ready.description(), ready.reservation());
                followers.follow(ready.description());
                powerOffs.notOff(ready.node(), "node " + ready.node() + " stayed on");
            }
            case NodeEvent.StepFailed failed -> launcher.dropped(failed.node(), failed.reservation());
            case NodeEvent.Draining draining -> {
                launcher.draining(draining.node());
                launcher.spreadAll();
            }
            case NodeEvent.Released released -> {
                followers.leave(released.node());
                launcher.undone(released.node(), released.reservation());
                powerOffs.notOff(released.node(), "node " + released.node() + " was released");
            }
            case NodeEvent.Off off -> {
                followers.leave(off.node());
                launcher.undone(off.node(), null);
                powerOffs.off(off.node());
            }
            case NodeEvent.Lost lost -> {
                losses.lost(lost.node(), lost.cause()).forEach(lanes::interrupt);
                launcher.spreadAll();
            }
            case NodeEvent.Back back -> {
                losses.back(back.node());
                surveyor.survey(back.node());
            }
            case NodeEvent.Booked _, NodeEvent.StepEntered _, NodeEvent.StepPassed _, NodeEvent.StepRetried _ -> {}
        }
    }
}
