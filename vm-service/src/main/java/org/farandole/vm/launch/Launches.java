package org.farandole.vm.launch;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.Booking;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.vm.database.Database;
import org.jspecify.annotations.Nullable;

/** The rows of the launches. Thread-safe; each call belongs to the caller's transaction. */
@ApplicationScoped
class Launches {

    private final Database database;

    Launches(Database database) {
        this.database = database;
    }

    /** A node of a launch that is over, on which VMs may be left. */
    record Uncleared(ReservationId reservation, NodeName node) {}

    void add(Booking booking, Launch.Status status) {
        database.run(
                "insert into launch (reservation, booking, status) values (?, ?, ?) on conflict (reservation) do nothing",
                booking.reservation(),
                new String(Json.write(booking), StandardCharsets.UTF_8),
                status);
        List<NodeName> nodes = booking.nodes().stream().map(node -> node.name()).toList();
        database.runEach(
                """
                insert into launch_node (reservation, node, place) values (?, ?, ?)
                on conflict (reservation, node) do update set place = excluded.place
                """,
                IntStream.range(0, nodes.size())
                        .mapToObj(i -> new @Nullable Object[] {booking.reservation(), nodes.get(i), i})
                        .toList());
    }

    Optional<Launch> find(ReservationId reservation) {
        return select("", reservation);
    }

    /** Locked to the end of the transaction; before any node. */
    Optional<Launch> lock(ReservationId reservation) {
        return select(" for update", reservation);
    }

    private Optional<Launch> select(String lock, ReservationId reservation) {
        return database.first(
                "select booking, status, why from launch where reservation = ?" + lock,
                row -> new Launch(
                        Json.read(row.getString("booking").getBytes(StandardCharsets.UTF_8), Booking.class),
                        Launch.Status.valueOf(row.getString("status")),
                        row.getString("why")),
                reservation);
    }

    void set(ReservationId reservation, Launch.Status status, @Nullable String why) {
        database.run(
                "update launch set status = ?, why = coalesce(?, why) where reservation = ?", status, why, reservation);
    }

    /** Also of a launch that is not known yet: topics are not ordered among each other. */
    void drop(ReservationId reservation, NodeName node) {
        database.run("""
                insert into launch_node (reservation, node, place, dropped) values (?, ?, 0, true)
                on conflict (reservation, node) do update set dropped = true
                """, reservation, node);
    }

    Set<NodeName> dropped(ReservationId reservation) {
        return database
                .all(
                        "select node from launch_node where reservation = ? and dropped",
                        row -> new NodeName(row.getString(1)),
                        reservation)
                .stream()
                .collect(Collectors.toSet());
    }

    /** Of these nodes, those that launches which are over have not given back. */
    List<Uncleared> uncleared(Collection<NodeName> nodes) {
        return database.all(
                """
                select n.reservation, n.node from launch_node n join launch l on l.reservation = n.reservation
                where l.status = 'RELEASING' and not n.cleared and n.node = any (?) order by n.node
                """, row -> new Uncleared(new ReservationId(row.getString(1)), new NodeName(row.getString(2))), nodes);
    }

    void clear(Uncleared cleared) {
        database.run(
                "update launch_node set cleared = true where reservation = ? and node = ?",
                cleared.reservation(),
                cleared.node());
    }
}
