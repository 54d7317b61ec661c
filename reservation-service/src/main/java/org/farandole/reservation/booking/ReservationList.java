package org.farandole.reservation.booking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.reservation.Subnet;
import org.farandole.contracts.reservation.Vlan;
import org.farandole.reservation.inventory.Inventory;
import org.jspecify.annotations.Nullable;

/** Reservations as clients see them; read only. */
@ApplicationScoped
class ReservationList {

    private final Rows.ReservationRows rows;
    private final Rows.NodeBookings nodes;
    private final Rows.SubnetBookings subnets;
    private final Rows.VlanBookings vlans;
    private final Inventory inventory;

    ReservationList(
            Rows.ReservationRows rows,
            Rows.NodeBookings nodes,
            Rows.SubnetBookings subnets,
            Rows.VlanBookings vlans,
            Inventory inventory) {
        this.rows = rows;
        this.nodes = nodes;
        this.subnets = subnets;
        this.vlans = vlans;
        this.inventory = inventory;
    }

    /** All of them, oldest first. */
    @Transactional
    public List<ReservationView> all() {
        return views(rows.list("order by number"));
    }

    @Transactional
    public Optional<ReservationView> find(ReservationId id) {
        return rows.findByIdOptional(ReservationRow.numberOf(id))
                .map(row -> views(List.of(row)).getFirst());
    }

    private List<ReservationView> views(List<ReservationRow> wanted) {
        List<Long> numbers = wanted.stream().map(row -> row.number).toList();
        Map<Long, List<NodeBooking>> booked = nodes.list("reservation in ?1", numbers).stream()
                .collect(Collectors.groupingBy(node -> node.reservation));
        Map<Long, Subnet> blocks = new HashMap<>();
        subnets.list("reservation in ?1", numbers).forEach(row -> blocks.put(row.reservation, row.block()));
        Map<Long, Vlan> layers = new HashMap<>();
        vlans.list("reservation in ?1", numbers)
                .forEach(row -> layers.put(row.reservation, row.vlan().vlan()));
        Comparator<NodeName> order = ringOrder();
        return wanted.stream()
                .map(row -> view(
                        row,
                        booked.getOrDefault(row.number, List.of()),
                        blocks.get(row.number),
                        layers.get(row.number),
                        order))
                .toList();
    }

    private static ReservationView view(
            ReservationRow row,
            Collection<NodeBooking> booked,
            @Nullable Subnet subnet,
            @Nullable Vlan vlan,
            Comparator<NodeName> order) {
        return new ReservationView(
                row.id(),
                row.name,
                row.state.label(),
                booked.stream().map(NodeBooking::name).sorted(order).toList(),
                booked.stream()
                        .filter(node -> node.condition == Condition.FAILED)
                        .map(NodeBooking::name)
                        .sorted(order)
                        .toList(),
                subnet,
                vlan,
                row.starts,
                row.ends,
                row.why.isEmpty() ? null : row.why);
    }

    private Comparator<NodeName> ringOrder() {
        Map<NodeName, RingKey> keys = new HashMap<>();
        inventory
                .all()
                .forEach(node ->
                        keys.put(node.description().name(), node.description().key()));
        return Comparator.comparing(node -> Objects.requireNonNull(keys.get(node)));
    }
}
