package org.farandole.reservation.booking;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/** Every second: starts what is to start, expires what is over. With several replicas each one is done once. */
@ApplicationScoped
class DueReservations {

    private static final Logger LOG = Logger.getLogger(DueReservations.class);

    private final Reservations reservations;
    private volatile boolean ending;

    DueReservations(Reservations reservations) {
        this.reservations = reservations;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        if (!ending) {
            whatIsDue().forEach(this::tick);
        }
    }

    void stop(@Observes ShutdownEvent stop) {
        ending = true;
    }

    private List<Long> whatIsDue() {
        try {
            return reservations.due();
        } catch (RuntimeException e) {
            if (!ending) {
                LOG.warnf("What is due is looked for again in a second: %s", e.getMessage());
            }
            return List.of();
        }
    }

    private void tick(long number) {
        try {
            reservations.tick(number);
        } catch (RuntimeException e) {
            LOG.warnf(
                    "reservationId=%s is looked at again in a second: %s", ReservationRow.idOf(number), e.getMessage());
        }
    }
}
