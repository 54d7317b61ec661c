package org.farandole.provisioner.deployment;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.json.UnreadableMessage;
import org.farandole.contracts.reservation.Booking;
import org.farandole.contracts.reservation.ReservationEvent;
import org.farandole.contracts.reservation.ReservationId;
import org.jboss.logging.Logger;

/** A reservation that starts begins deployments; one that is over ends them. */
@ApplicationScoped
class ReservationChannel {

    private static final Logger LOG = Logger.getLogger(ReservationChannel.class);

    private final Provisioner provisioner;

    ReservationChannel(Provisioner provisioner) {
        this.provisioner = provisioner;
    }

    @Incoming("reservation-events")
    @Blocking
    @Retry(
            maxRetries = 300,
            delay = 1,
            delayUnit = ChronoUnit.SECONDS,
            maxDuration = 0,
            abortOn = UnreadableMessage.class)
    void on(byte[] value) {
        switch (Json.read(value, ReservationEvent.class)) {
            case ReservationEvent.Started(Booking booking) -> begin(booking);
            case ReservationEvent.Released over -> end(over.reservation());
            case ReservationEvent.Expired over -> end(over.reservation());
            case ReservationEvent.Requested _, ReservationEvent.Granted _, ReservationEvent.Rejected _ -> {}
            case ReservationEvent.Extended _, ReservationEvent.Ended _ -> {}
        }
    }

    private void begin(Booking booking) {
        int begun = provisioner.carryOut(new Change.Begin(booking)).size();
        LOG.infof("reservationId=%s deploying %d nodes", booking.reservation(), begun);
    }

    private void end(ReservationId reservation) {
        provisioner.carryOut(new Change.End(reservation));
        LOG.infof("reservationId=%s is over: no further steps", reservation);
    }
}
