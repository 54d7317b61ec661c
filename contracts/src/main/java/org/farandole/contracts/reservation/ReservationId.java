package org.farandole.contracts.reservation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A reservation's identifier, given by reservation-service: {@code r-} and a number. */
public record ReservationId(@JsonValue String value) implements Comparable<ReservationId> {

    private static final Pattern FORM = Pattern.compile("r-[1-9][0-9]{0,17}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ReservationId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value + "' is not a reservation: it looks like r-17");
        }
    }

    @Override
    public int compareTo(ReservationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
