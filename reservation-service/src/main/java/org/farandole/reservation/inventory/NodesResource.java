package org.farandole.reservation.inventory;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.reservation.expression.Field;
import org.jspecify.annotations.Nullable;

/** {@code /nodes}: the inventory. */
@Path("/nodes")
@Produces(MediaType.APPLICATION_JSON)
public class NodesResource {

    private final Inventory inventory;
    private final Holders holders;

    NodesResource(Inventory inventory, Holders holders) {
        this.inventory = inventory;
        this.holders = holders;
    }

    /** What a client sees of a node; {@code reservation} is the one that holds it now. */
    public record NodeView(
            NodeName node,
            int slot,
            String site,
            String cluster,
            int cores,
            int cpuPercent,
            int memoryMiB,
            boolean hardwareVirtualization,
            URI hypervisor,
            Map<String, String> properties,
            @Nullable String suspected,
            @Nullable ReservationId reservation) {}

    @POST
    @Consumes({MediaType.APPLICATION_JSON, "application/yaml", MediaType.TEXT_PLAIN})
    public List<NodeView> register(@Nullable String list) {
        return inventory.register(Registrations.read(list == null ? "" : list)).stream()
                .map(description -> view(new KnownNode(description, null), null))
                .toList();
    }

    @GET
    public List<NodeView> list() {
        Map<NodeName, ReservationId> held = holders.holders();
        return inventory.all().stream()
                .map(node -> view(node, held.get(node.description().name())))
                .toList();
    }

    private static NodeView view(KnownNode known, @Nullable ReservationId holder) {
        NodeDescription node = known.description();
        Map<String, String> free = new TreeMap<>(node.properties());
        free.remove(Field.HARDWARE_VIRTUALIZATION_PROPERTY);
        return new NodeView(
                node.name(),
                node.slot(),
                node.key().site(),
                node.key().cluster(),
                node.cores(),
                node.capacity().cpuPercent(),
                node.capacity().memoryMiB(),
                Boolean.parseBoolean(node.properties().get(Field.HARDWARE_VIRTUALIZATION_PROPERTY)),
                node.hypervisor(),
                free,
                known.suspected(),
                holder);
    }
}
