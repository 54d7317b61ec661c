package org.farandole.reservation.booking;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** The tables of this package. */
final class Rows {

    private Rows() {}

    @ApplicationScoped
    static class ReservationRows implements PanacheRepositoryBase<ReservationRow, Long> {}

    @ApplicationScoped
    static class NodeBookings implements PanacheRepositoryBase<NodeBooking, NodeBooking.Key> {}

    @ApplicationScoped
    static class SubnetBookings implements PanacheRepositoryBase<SubnetBooking, Long> {}

    @ApplicationScoped
    static class VlanBookings implements PanacheRepositoryBase<VlanBooking, Long> {}
}
