package org.farandole.contracts.vm;

import java.util.Objects;
import org.farandole.contracts.reservation.ReservationId;
import org.jspecify.annotations.Nullable;

/**
 * A VM as it was planned. Its MAC is {@link MacAddress#of} its address.
 *
 * @param userData what cloud-init in the guest is given; none: nothing
 */
public record VmDescription(
        VmName name,
        ReservationId reservation,
        VmSize size,
        String image,
        Ipv4 address,
        @Nullable String userData) {

    public VmDescription {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(reservation, "reservation");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(address, "address");
    }

    /** Whose guest is given no data. */
    public VmDescription(VmName name, ReservationId reservation, VmSize size, String image, Ipv4 address) {
        this(name, reservation, size, image, address, null);
    }
}
