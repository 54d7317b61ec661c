package org.farandole.vm.launch;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.json.UnreadableMessage;
import org.farandole.contracts.reservation.ReservationEvent;

/** {@code reservation.events}. */
@ApplicationScoped
class ReservationChannel {

    private final Launcher launcher;
    private final Releases releases;

    ReservationChannel(Launcher launcher, Releases releases) {
        this.launcher = launcher;
        this.releases = releases;
    }

    @Incoming("reservation-events")
    @Blocking
    @Retry(
            maxRetries = 300,
            delay = 1,
            delayUnit = ChronoUnit.SECONDS,
            maxDuration = 0,
            abortOn = UnreadableMessage.class)
    public void on(byte[] value) {
        switch (Json.read(value, ReservationEvent.class)) {
            case ReservationEvent.Granted granted -> launcher.granted(granted.booking());
            case ReservationEvent.Started started -> launcher.started(started.booking());
            case ReservationEvent.Released released -> releases.release(released.reservation(), released.why());
            case ReservationEvent.Expired expired -> releases.release(expired.reservation(), "its walltime is over");
            case ReservationEvent.Ended ended -> releases.ended(ended.reservation());
            case ReservationEvent.Requested _, ReservationEvent.Rejected _, ReservationEvent.Extended _ -> {}
        }
    }
}
