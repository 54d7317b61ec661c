package org.farandole.provisioner.deployment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.reservation.Booking;
import org.hibernate.annotations.ColumnTransformer;

/** For what the nodes of a reservation are deployed. */
@Entity
@Table(name = "tenancy")
class TenancyRow {

    @Id
    private String reservation;

    @Column(updatable = false)
    @ColumnTransformer(write = "?::jsonb")
    private String booking;

    /** For the object-relational mapping only. */
    @SuppressWarnings("NullAway.Init")
    protected TenancyRow() {}

    TenancyRow(Booking booking) {
        this.reservation = booking.reservation().value();
        this.booking = new String(Json.write(booking), StandardCharsets.UTF_8);
    }

    Booking booking() {
        return Json.read(booking.getBytes(StandardCharsets.UTF_8), Booking.class);
    }
}
