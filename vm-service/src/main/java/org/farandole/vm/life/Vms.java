package org.farandole.vm.life;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.contracts.vm.VmName;
import org.farandole.vm.database.Database;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the VMs. A row is written only by whoever has locked the node that it names (for one that names none, the
 * nodes of its launch). Thread-safe; each call belongs to the caller's transaction.
 */
@ApplicationScoped
public class Vms {

    private static final String SELECT =
            "select description, tries, commands, state, arrived_from, arrived_at from vm ";

    private final Database database;

    Vms(Database database) {
        this.database = database;
    }

    /** Adds VMs. One that ended frees its name. */
    public void add(Collection<Vm> vms) {
        database.runEach(
                """
                insert into vm (phase, node, destination, state, commands, arrived_from, arrived_at, name, tries, reservation, description)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (name) do update set phase = excluded.phase, node = excluded.node,
                    destination = excluded.destination, state = excluded.state, commands = excluded.commands,
                    arrived_from = excluded.arrived_from, arrived_at = excluded.arrived_at, tries = excluded.tries,
                    reservation = excluded.reservation, description = excluded.description
                """,
                vms.stream()
                        .map(vm -> changing(vm, vm.tries(), vm.description().reservation(), text(vm.description())))
                        .toList());
    }

    public void write(Collection<Vm> vms) {
        database.runEach("""
                update vm set phase = ?, node = ?, destination = ?, state = ?, commands = ?, arrived_from = ?, arrived_at = ?
                where name = ?
                """, vms.stream().map(Vms::changing).toList());
    }

    private static @Nullable Object[] changing(Vm vm, Object... fixed) {
        PlacedVm.Arrival arrival = vm.arrival();
        @Nullable
        Object[] row = java.util.Arrays.copyOf(
                new @Nullable Object[] {
                    vm.state().phase(),
                    vm.state().on(),
                    vm.state() instanceof VmState.Migrating migrating ? migrating.destination() : null,
                    text(vm.state()),
                    vm.commands(),
                    arrival == null ? null : arrival.from(),
                    arrival == null ? null : arrival.at(),
                    vm.name()
                },
                8 + fixed.length);
        System.arraycopy(fixed, 0, row, 8, fixed.length);
        return row;
    }

    /** Of these names, those that a VM has which has not ended. */
    public Set<VmName> taken(Collection<VmName> names) {
        return database
                .all(
                        "select name from vm where name = any (?) and phase not in ('destroyed', 'given-up')",
                        row -> new VmName(row.getString(1)),
                        names)
                .stream()
                .collect(Collectors.toSet());
    }

    public List<Vm> named(Collection<VmName> names) {
        return database.all(SELECT + "where name = any (?)", Vms::read, names);
    }

    public Optional<Vm> find(VmName name) {
        return named(List.of(name)).stream().findFirst();
    }

    /** On the nodes, planned there, or on their way to them. */
    public List<Vm> around(Collection<NodeName> nodes) {
        return database.all(SELECT + "where node = any (?) or destination = any (?)", Vms::read, nodes, nodes);
    }

    public List<Vm> of(ReservationId reservation) {
        return database.all(SELECT + "where reservation = ? order by name", Vms::read, reservation);
    }

    public List<Vm> all() {
        return database.all(SELECT + "order by name", Vms::read);
    }

    /** Lost with the node. */
    public List<Vm> lostOn(NodeName node) {
        return database.all(SELECT + "where phase = 'lost'", Vms::read).stream()
                .filter(vm ->
                        vm.state() instanceof VmState.Lost lost && lost.node().equals(node))
                .toList();
    }

    /** Reservations some of whose VMs wait to be spread. */
    public List<ReservationId> withHomeless() {
        return database.all(
                "select distinct reservation from vm where phase = 'homeless'",
                row -> new ReservationId(row.getString(1)));
    }

    private static Vm read(ResultSet row) throws SQLException {
        String from = row.getString("arrived_from");
        Instant at = from == null
                ? null
                : row.getObject("arrived_at", OffsetDateTime.class).toInstant();
        return new Vm(
                Json.read(bytes(row.getString("description")), VmDescription.class),
                row.getInt("tries"),
                row.getInt("commands"),
                Json.read(bytes(row.getString("state")), VmState.class),
                from == null || at == null ? null : new PlacedVm.Arrival(new NodeName(from), at));
    }

    private static String text(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
