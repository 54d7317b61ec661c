package org.farandole.reservation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The settings {@code farandole.reservation.…}. */
@ConfigMapping(prefix = "farandole.reservation")
public interface ReservationSettings {

    /** A list of nodes, in YAML or JSON, that is registered at start. */
    Optional<Path> inventory();

    /** The block that subnets are cut from; inside one /8. */
    @WithDefault("10.128.0.0/9")
    String subnets();

    /** By site: the block for reservations of that site alone. */
    Map<String, String> siteSubnets();

    /** How much longer than its walltime a reservation is booked, for undoing it; calendar time. */
    @WithDefault("PT10M")
    Duration undoing();
}
