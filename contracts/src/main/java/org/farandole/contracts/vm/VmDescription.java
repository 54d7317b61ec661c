package org.farandole.contracts.vm;

import java.util.Objects;
import org.farandole.contracts.reservation.ReservationId;

/** A VM as it was planned. Its MAC is {@link MacAddress#of} its address. */
public record VmDescription(VmName name, ReservationId reservation, VmSize size, String image, Ipv4 address) {

    public VmDescription {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(reservation, "reservation");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(address, "address");
    }
}
