package org.farandole.reservation.booking;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.farandole.contracts.reservation.Vlan;
import org.farandole.reservation.network.SiteVlan;

/** A row of {@code vlan_booking}. */
@Entity
@Table(name = "vlan_booking")
class VlanBooking {

    @Id
    long reservation;

    @Enumerated(EnumType.STRING)
    Vlan.Kind kind;

    int number;

    String site;

    Instant starts;

    Instant until;

    @Enumerated(EnumType.STRING)
    Condition condition = Condition.BOOKED;

    @SuppressWarnings("NullAway.Init")
    protected VlanBooking() {}

    VlanBooking(long reservation, SiteVlan vlan, Instant starts, Instant until) {
        this.reservation = reservation;
        this.kind = vlan.vlan().kind();
        this.number = vlan.vlan().number();
        this.site = vlan.site();
        this.starts = starts;
        this.until = until;
    }

    SiteVlan vlan() {
        return new SiteVlan(new Vlan(kind, number), site);
    }
}
