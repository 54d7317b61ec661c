package org.farandole.provisioner.deployment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.farandole.contracts.reservation.Booking;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.provisioner.deployer.NodeFault;

/** What each reservation booked: the macro-steps of its nodes need to know. Thread-safe. */
@ApplicationScoped
class Tenancies {

    private final EntityManager entities;
    private final Map<ReservationId, Booking> read = new ConcurrentHashMap<>();

    Tenancies(EntityManager entities) {
        this.entities = entities;
    }

    /** In the caller's transaction; a repeat changes nothing. */
    void keep(Booking booking) {
        if (entities.find(TenancyRow.class, booking.reservation().value()) == null) {
            entities.persist(new TenancyRow(booking));
        }
    }

    /** No step will ask for it any more, or seldom. */
    void forget(ReservationId reservation) {
        read.remove(reservation);
    }

    /** @throws NodeFault if its deployment was begun by a version that did not keep it */
    Booking booking(ReservationId reservation) throws NodeFault {
        Booking known = read.get(reservation);
        if (known != null) {
            return known;
        }
        TenancyRow row =
                QuarkusTransaction.requiringNew().call(() -> entities.find(TenancyRow.class, reservation.value()));
        if (row == null) {
            throw new NodeFault("what " + reservation + " booked was not kept: release it and launch it again", null);
        }
        Booking booking = row.booking();
        read.put(reservation, booking);
        return booking;
    }
}
