package org.farandole.vm.execution;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.vm.life.VmsResource.VmView;
import org.jspecify.annotations.Nullable;

/** {@code POST /vms/demo-0/migration {"destination": "rennes-2"}}: 202 and the VM, 404, or 409 and why not. */
@Path("/vms/{name}/migration")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class MigrationResource {

    private final OrderedMoves moves;

    MigrationResource(OrderedMoves moves) {
        this.moves = moves;
    }

    /** What is asked. */
    public record Wanted(@Nullable NodeName destination) {}

    @POST
    public Response order(@PathParam("name") String name, @Nullable Wanted wanted) {
        if (wanted == null || wanted.destination() == null) {
            return said(Response.Status.BAD_REQUEST, "A migration is {\"destination\": \"NODE\"}");
        }
        VmName vm;
        try {
            vm = new VmName(name);
        } catch (IllegalArgumentException e) {
            return said(Response.Status.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
        return switch (moves.order(vm, wanted.destination())) {
            case OrderedMoves.Answer.Begun begun ->
                Response.accepted(VmView.of(begun.vm())).build();
            case OrderedMoves.Answer.Unknown unknown -> said(Response.Status.NOT_FOUND, unknown.what());
            case OrderedMoves.Answer.Refused refused -> said(Response.Status.CONFLICT, refused.why());
        };
    }

    private static Response said(Response.Status status, String words) {
        return Response.status(status).entity(Map.of("why", words)).build();
    }
}
