package org.farandole.vm.node;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.jspecify.annotations.Nullable;

/** {@code GET /fences}: every node by the executor's record. */
@Path("/fences")
@Produces(MediaType.APPLICATION_JSON)
public class FencesResource {

    private final Nodes nodes;

    FencesResource(Nodes nodes) {
        this.nodes = nodes;
    }

    /**
     * A node's fence.
     *
     * @param heldBy the ISP whose plan holds the node; none while the fence is even
     * @param readyFor the reservation whose VMs it takes
     */
    public record FenceView(
            NodeName node,
            int slot,
            Fence fence,
            @Nullable IspId heldBy,
            @Nullable ReservationId readyFor,
            boolean lost,
            boolean draining) {}

    @GET
    public List<FenceView> list() {
        return nodes.all().stream()
                .map(node -> new FenceView(
                        node.name(),
                        node.description().slot(),
                        node.fence(),
                        node.heldBy(),
                        node.readyFor(),
                        node.lost(),
                        node.draining()))
                .toList();
    }
}
