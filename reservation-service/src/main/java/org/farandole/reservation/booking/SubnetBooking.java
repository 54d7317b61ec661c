package org.farandole.reservation.booking;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.farandole.contracts.reservation.Subnet;
import org.hibernate.annotations.ColumnTransformer;

/** A row of {@code subnet_booking}. */
@Entity
@Table(name = "subnet_booking")
class SubnetBooking {

    @Id
    long reservation;

    @ColumnTransformer(write = "cast(? as cidr)")
    String subnet;

    Instant starts;

    Instant until;

    @Enumerated(EnumType.STRING)
    Condition condition = Condition.BOOKED;

    @SuppressWarnings("NullAway.Init")
    protected SubnetBooking() {}

    SubnetBooking(long reservation, Subnet subnet, Instant starts, Instant until) {
        this.reservation = reservation;
        this.subnet = subnet.toString();
        this.starts = starts;
        this.until = until;
    }

    Subnet block() {
        return Subnet.parse(subnet);
    }
}
