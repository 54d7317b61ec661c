package org.farandole.reservation.booking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.Booking;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.reservation.Vlan;
import org.farandole.reservation.ReservationSettings;
import org.farandole.reservation.inventory.Holders;
import org.farandole.reservation.manifest.VmNaming;
import org.farandole.reservation.network.SiteVlan;

/**
 * What is booked: the three tables on which the database keeps its guarantees. Every method runs in the caller's transaction,
 * which fails with a {@linkplain Conflict conflict} if another reservation came first.
 */
@ApplicationScoped
class Bookings implements Holders {

    private final Rows.ReservationRows reservations;
    private final Rows.NodeBookings nodes;
    private final Rows.SubnetBookings subnets;
    private final Rows.VlanBookings vlans;
    private final EntityManager entities;
    private final Duration undoing;

    Bookings(
            Rows.ReservationRows reservations,
            Rows.NodeBookings nodes,
            Rows.SubnetBookings subnets,
            Rows.VlanBookings vlans,
            EntityManager entities,
            ReservationSettings settings) {
        this.reservations = reservations;
        this.nodes = nodes;
        this.subnets = subnets;
        this.vlans = vlans;
        this.entities = entities;
        this.undoing = settings.undoing();
    }

    Calendar calendar(Instant now) {
        String active = "condition <> ?1";
        return new Calendar(
                now,
                undoing,
                nodes.list(active, Condition.RETURNED).stream()
                        .map(row -> taken(row.name(), row.reservation, row.starts, row.until, row.isHeld()))
                        .toList(),
                subnets.list(active, Condition.RETURNED).stream()
                        .map(row -> taken(
                                row.block(), row.reservation, row.starts, row.until, row.condition == Condition.HELD))
                        .toList(),
                vlans.list(active, Condition.RETURNED).stream()
                        .map(row -> taken(
                                row.vlan(), row.reservation, row.starts, row.until, row.condition == Condition.HELD))
                        .toList(),
                reservations.list("state in ?1", List.of(Phase.GRANTED, Phase.STARTED, Phase.ENDING)).stream()
                        .map(this::names)
                        .toList());
    }

    private Taken<VmNaming> names(ReservationRow row) {
        return new Taken<>(
                VmNaming.of(row.manifest()),
                row.id(),
                Objects.requireNonNull(row.starts, "start"),
                Objects.requireNonNull(row.ends, "end").plus(undoing),
                row.state != Phase.GRANTED);
    }

    private static <T> Taken<T> taken(T what, long reservation, Instant starts, Instant until, boolean held) {
        return new Taken<>(what, ReservationRow.idOf(reservation), starts, until, held);
    }

    void book(Booking booking) {
        long reservation = ReservationRow.numberOf(booking.reservation());
        Instant until = booking.end().plus(undoing);
        for (NodeDescription node : booking.nodes()) {
            nodes.persist(new NodeBooking(reservation, node.name(), booking.start(), until));
        }
        subnets.persist(new SubnetBooking(reservation, booking.subnet(), booking.start(), until));
        vlans.persist(new VlanBooking(reservation, placed(booking), booking.start(), until));
        entities.flush();
    }

    private static SiteVlan placed(Booking booking) {
        Vlan vlan = booking.vlan();
        String site = SiteVlan.isOfOneSite(vlan.kind())
                ? booking.nodes().getFirst().key().site()
                : SiteVlan.PLATFORM;
        return new SiteVlan(vlan, site);
    }

    void hold(long reservation) {
        nodes.update("condition = ?1 where reservation = ?2", Condition.HELD, reservation);
        subnets.update("condition = ?1 where reservation = ?2", Condition.HELD, reservation);
        vlans.update("condition = ?1 where reservation = ?2", Condition.HELD, reservation);
    }

    void markFailed(long reservation, NodeName node) {
        nodes.update(
                "condition = ?1 where reservation = ?2 and node = ?3", Condition.FAILED, reservation, node.value());
    }

    void returnNode(long reservation, NodeName node) {
        nodes.update(
                "condition = ?1 where reservation = ?2 and node = ?3", Condition.RETURNED, reservation, node.value());
    }

    void returnAll(long reservation) {
        nodes.update("condition = ?1 where reservation = ?2", Condition.RETURNED, reservation);
        subnets.update("condition = ?1 where reservation = ?2", Condition.RETURNED, reservation);
        vlans.update("condition = ?1 where reservation = ?2", Condition.RETURNED, reservation);
    }

    void endAt(long reservation, Instant end) {
        String active = "until = ?1 where reservation = ?2 and condition <> ?3";
        Instant until = end.plus(undoing);
        nodes.update(active, until, reservation, Condition.RETURNED);
        subnets.update(active, until, reservation, Condition.RETURNED);
        vlans.update(active, until, reservation, Condition.RETURNED);
    }

    /** What the reservation has booked and another one holds now, in words. */
    List<String> heldByOthers(long reservation) {
        return inWords(entities.createNativeQuery(
                        "select what, rival from rivalry where reservation = :mine and rival_holds order by what")
                .setParameter("mine", reservation)
                .getResultList());
    }

    /** What others have booked within the time that the reservation would have if it ended at {@code end}, in words. */
    List<String> bookedByOthers(long reservation, Instant end) {
        return inWords(entities.createNativeQuery("select what, rival from rivalry where reservation = :mine"
                        + " and rival_until > starts and rival_starts < :until order by rival_starts, what")
                .setParameter("mine", reservation)
                .setParameter("until", end.plus(undoing))
                .getResultList());
    }

    private static List<String> inWords(List<?> rivals) {
        return rivals.stream()
                .map(row -> (Object[]) row)
                .map(row -> row[0] + " (of " + ReservationRow.idOf(((Number) row[1]).longValue()) + ")")
                .toList();
    }

    BookingsResource.Counts counts() {
        String active = "condition <> ?1";
        return new BookingsResource.Counts(
                nodes.count(active, Condition.RETURNED),
                subnets.count(active, Condition.RETURNED),
                vlans.count(active, Condition.RETURNED));
    }

    @Override
    public Map<NodeName, ReservationId> holders() {
        Map<NodeName, ReservationId> holders = new HashMap<>();
        nodes.list("condition in ?1", List.of(Condition.HELD, Condition.FAILED))
                .forEach(row -> holders.put(row.name(), ReservationRow.idOf(row.reservation)));
        return holders;
    }
}
