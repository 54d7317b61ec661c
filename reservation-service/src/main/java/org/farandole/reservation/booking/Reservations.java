package org.farandole.reservation.booking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.Booking;
import org.farandole.contracts.reservation.Manifest;
import org.farandole.contracts.reservation.ReservationEvent;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.topic.Topics;
import org.farandole.messaging.Outbox;
import org.farandole.reservation.ReservationSettings;
import org.farandole.reservation.WallClock;
import org.farandole.reservation.inventory.Inventory;
import org.farandole.reservation.inventory.KnownNode;
import org.farandole.reservation.manifest.ManifestReader;
import org.farandole.reservation.manifest.VmNaming;
import org.farandole.reservation.network.SubnetPools;
import org.jboss.logging.Logger;

/**
 * One transaction a method: the row is locked, {@link ReservationLife} decides, and state, bookings and messages are written
 * together. A method fails with a {@linkplain Conflict conflict} if another transaction came first, and may be repeated.
 */
@ApplicationScoped
class Reservations {

    private static final Logger LOG = Logger.getLogger(Reservations.class);
    private static final long BOOKING_LOCK = 0x626f6f6bL;

    private final Rows.ReservationRows rows;
    private final StateTable states;
    private final Bookings bookings;
    private final Inventory inventory;
    private final Outbox outbox;
    private final EntityManager entities;
    private final WallClock clock;
    private final SubnetPools pools;

    Reservations(
            Rows.ReservationRows rows,
            StateTable states,
            Bookings bookings,
            Inventory inventory,
            Outbox outbox,
            EntityManager entities,
            WallClock clock,
            ReservationSettings settings) {
        this.rows = rows;
        this.states = states;
        this.bookings = bookings;
        this.inventory = inventory;
        this.outbox = outbox;
        this.entities = entities;
        this.clock = clock;
        this.pools = SubnetPools.parse(settings.subnets(), settings.siteSubnets());
    }

    /** Books all of the manifest, and starts it if its time has come; or rejects it. */
    @Transactional
    public ReservationRow book(String yaml) {
        List<KnownNode> nodes = inventory.all();
        Manifest manifest = ManifestReader.read(
                yaml, nodes.stream().map(KnownNode::description).toList(), clock.now());
        oneBookingAtATime();
        Instant now = clock.now();
        ReservationRow row = request(manifest);
        Allocation allocation = Allocator.allocate(manifest, nodes, bookings.calendar(now), pools);
        switch (allocation) {
            case Allocation.Found found -> {
                apply(row, new ReservationInput.Grant(found.booking(row.id(), manifest)));
                apply(row, new ReservationInput.Tick(now, List.of()));
            }
            case Allocation.NotFound(String why) -> apply(row, new ReservationInput.Refuse(why));
        }
        return row;
    }

    /** Rejects a manifest that could not be booked because others were always faster. */
    @Transactional
    public ReservationRow reject(String yaml, String why) {
        List<KnownNode> nodes = inventory.all();
        ReservationRow row = request(ManifestReader.read(
                yaml, nodes.stream().map(KnownNode::description).toList(), clock.now()));
        apply(row, new ReservationInput.Refuse(why));
        return row;
    }

    /** @throws UnknownReservation if there is none of this id */
    @Transactional
    public ReservationRow release(ReservationId id, String why) {
        return change(id, (row, now) -> new ReservationInput.Release(now, why))
                .orElseThrow(() -> new UnknownReservation(id.value()));
    }

    /**
     * @throws UnknownReservation if there is none of this id
     * @throws Declined if it is over, lasts as long already, or others have booked the time after it
     */
    @Transactional
    public ReservationRow extend(ReservationId id, Duration walltime) {
        oneBookingAtATime();
        return change(id, (row, now) -> {
                    Instant until = startOf(row).plus(walltime);
                    declineIfOthersHaveBooked(row, now, until);
                    return new ReservationInput.Extend(now, until);
                })
                .orElseThrow(() -> new UnknownReservation(id.value()));
    }

    private void declineIfOthersHaveBooked(ReservationRow row, Instant now, Instant until) {
        List<String> rivals = new ArrayList<>(bookings.bookedByOthers(row.number, until));
        Calendar calendar = bookings.calendar(now);
        Manifest manifest = row.manifest();
        calendar
                .namesakes(VmNaming.of(manifest), calendar.span(startOf(row), Duration.between(startOf(row), until)))
                .stream()
                .filter(other -> !other.equals(row.id()))
                .forEach(other -> rivals.add("the names " + manifest.vms().naming() + " (of " + other + ")"));
        if (!rivals.isEmpty()) {
            throw new Declined("Until " + until + ", others have booked " + String.join(", ", rivals));
        }
    }

    @Transactional
    public void nodeReturned(ReservationId id, NodeName node) {
        change(id, (row, now) -> new ReservationInput.NodeReturned(now, node));
    }

    @Transactional
    public void nodeFailed(ReservationId id, NodeEvent.StepFailed failed) {
        change(id, (row, now) -> new ReservationInput.NodeFailed(now, failed.node(), failed.step(), failed.cause()));
    }

    /** The reservations for which something is due by the clock. */
    @Transactional
    public List<Long> due() {
        return rows.find("due <= ?1 order by due, number", clock.now()).stream()
                .map(row -> row.number)
                .toList();
    }

    /** Does what is due for one reservation, unless another replica is at it. */
    @Transactional
    public void tick(long number) {
        boolean mine = !entities.createNativeQuery(
                        "select number from reservation where number = :number and due is not null for update skip locked")
                .setParameter("number", number)
                .getResultList()
                .isEmpty();
        if (mine) {
            change(
                    ReservationRow.idOf(number),
                    (row, now) -> new ReservationInput.Tick(now, bookings.heldByOthers(number)));
        }
    }

    private ReservationRow request(Manifest manifest) {
        Number number = (Number) entities.createNativeQuery("select nextval('reservation_number')")
                .getSingleResult();
        ReservationRow row = new ReservationRow(ReservationRow.idOf(number.longValue()), manifest);
        rows.persist(row);
        say(new ReservationEvent.Requested(row.id(), manifest));
        return row;
    }

    private Optional<ReservationRow> change(
            ReservationId id, BiFunction<ReservationRow, Instant, ReservationInput> input) {
        Optional<ReservationRow> row =
                rows.findByIdOptional(ReservationRow.numberOf(id), LockModeType.PESSIMISTIC_WRITE);
        row.ifPresent(found -> apply(found, input.apply(found, clock.now())));
        return row;
    }

    private void apply(ReservationRow row, ReservationInput input) {
        ReservationState before = states.read(row);
        ReservationLife.Step step = ReservationLife.decide(before, input);
        Phase phase = row.state;
        states.write(row, step.next());
        step.effects().forEach(effect -> apply(row, effect));
        entities.flush();
        if (row.state != phase) {
            LOG.infof("Reservation reservationId=%s state=%s why=%s", row.id(), row.state.label(), row.why);
        }
    }

    private void apply(ReservationRow row, ReservationEffect effect) {
        switch (effect) {
            case ReservationEffect.Say(ReservationEvent event) -> say(event);
            case ReservationEffect.SayOfNode(var event) ->
                outbox.add(Topics.NODE_EVENTS, event.node().value(), event);
            case ReservationEffect.Book(Booking booking) -> bookings.book(booking);
            case ReservationEffect.Hold hold -> bookings.hold(row.number);
            case ReservationEffect.MarkFailed(NodeName node) -> bookings.markFailed(row.number, node);
            case ReservationEffect.ReturnNode(NodeName node) -> bookings.returnNode(row.number, node);
            case ReservationEffect.ReturnAll all -> bookings.returnAll(row.number);
            case ReservationEffect.EndAt(Instant end) -> bookings.endAt(row.number, end);
            case ReservationEffect.Decline(String why) -> throw new Declined(why);
        }
    }

    private void say(ReservationEvent event) {
        outbox.add(Topics.RESERVATION_EVENTS, event.reservation().value(), event);
    }

    private static Instant startOf(ReservationRow row) {
        if (row.starts == null) {
            throw new Declined("It was never booked: " + row.why);
        }
        return row.starts;
    }

    /** So that of many requests at once the next sees what the last one took; the constraints hold without it. */
    private void oneBookingAtATime() {
        entities.createNativeQuery("select 1 from pg_advisory_xact_lock(:lock)")
                .setParameter("lock", BOOKING_LOCK)
                .getSingleResult();
    }
}
