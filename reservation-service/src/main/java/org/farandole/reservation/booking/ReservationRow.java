package org.farandole.reservation.booking;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.reservation.Manifest;
import org.farandole.contracts.reservation.ReservationId;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A row of {@code reservation}. */
@Entity
@Table(name = "reservation")
class ReservationRow {

    @Id
    long number;

    String name;

    @Enumerated(EnumType.STRING)
    Phase state;

    /** Empty is nothing to say. */
    String why = "";

    @ColumnTransformer(write = "cast(? as jsonb)")
    String manifest;

    @Nullable
    Instant starts;

    @Nullable
    Instant ends;

    /** When to look at it next; null is not by time. */
    @Nullable
    Instant due;

    @SuppressWarnings("NullAway.Init")
    protected ReservationRow() {}

    ReservationRow(ReservationId id, Manifest manifest) {
        number = numberOf(id);
        name = manifest.name();
        state = Phase.REQUESTED;
        this.manifest = new String(Json.write(manifest), StandardCharsets.UTF_8);
    }

    ReservationId id() {
        return idOf(number);
    }

    Manifest manifest() {
        return Json.read(manifest.getBytes(StandardCharsets.UTF_8), Manifest.class);
    }

    static ReservationId idOf(long number) {
        return new ReservationId("r-" + number);
    }

    static long numberOf(ReservationId id) {
        return Long.parseLong(id.value().substring(2));
    }
}
