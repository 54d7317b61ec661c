package org.farandole.reservation.booking;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Every second: starts what is to start, expires what is over. With several replicas each one is done once. */
@ApplicationScoped
class DueReservations {

    private static final Logger LOG = Logger.getLogger(DueReservations.class);

    private final Reservations reservations;

    DueReservations(Reservations reservations) {
        this.reservations = reservations;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        for (long number : reservations.due()) {
            try {
                reservations.tick(number);
            } catch (RuntimeException e) {
                LOG.warnf(
                        "reservationId=%s is looked at again in a second: %s",
                        ReservationRow.idOf(number), e.getMessage());
            }
        }
    }
}
