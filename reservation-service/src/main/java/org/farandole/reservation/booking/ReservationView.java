package org.farandole.reservation.booking;

import java.time.Instant;
import java.util.List;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.reservation.Subnet;
import org.farandole.contracts.reservation.Vlan;
import org.jspecify.annotations.Nullable;

/**
 * What a client sees of a reservation.
 *
 * @param state in lower case: requested, rejected, granted, started, ending, ended
 * @param nodes those that were booked, also after it ended
 * @param failed those of them that were dropped and not given back yet
 * @param why of its rejection, its waiting or its end; none if there is nothing to say
 */
public record ReservationView(
        ReservationId id,
        String name,
        String state,
        List<NodeName> nodes,
        List<NodeName> failed,
        @Nullable Subnet subnet,
        @Nullable Vlan vlan,
        @Nullable Instant start,
        @Nullable Instant end,
        @Nullable String why) {}
