package org.farandole.provisioner.power;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Optional;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.node.NodeName;
import org.farandole.provisioner.deployment.Change;
import org.farandole.provisioner.deployment.NodeRows;
import org.farandole.provisioner.deployment.Provisioner;
import org.farandole.provisioner.lifecycle.Decision;
import org.farandole.provisioner.lifecycle.NodeInput.Drain;
import org.jspecify.annotations.Nullable;

/** {@code POST /nodes/{node}/drain {"why": "…"}}: asks that the node be emptied. */
@Path("/nodes/{node}/drain")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class DrainResource {

    private static final int LONGEST_REASON = 500;

    private final Provisioner provisioner;
    private final NodeRows rows;

    DrainResource(Provisioner provisioner, NodeRows rows) {
        this.provisioner = provisioner;
        this.rows = rows;
    }

    /** @param why for the event, and for whoever reads it */
    public record Request(@Nullable String why) {}

    /** Why something was not done. */
    public record Refusal(String why) {}

    /** 202 and a {@code draining} event; 400 without a reason; 404 for a node never deployed; 409 unless it is ready. */
    @POST
    public Response drain(@PathParam("node") String name, @Nullable Request request) {
        String why =
                request == null || request.why() == null ? "" : request.why().strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            return refused(Status.BAD_REQUEST, "Say why, in 1 to " + LONGEST_REASON + " characters: {\"why\": \"…\"}");
        }
        Optional<NodeName> node = nodeNamed(name);
        if (node.isEmpty() || !rows.knows(node.get())) {
            return refused(Status.NOT_FOUND, "No node of that name was ever deployed; GET /nodes lists them");
        }
        List<Decision> decisions = provisioner.carryOut(new Change.TellOwner(node.get(), new Drain(why)));
        if (decisions.stream().anyMatch(decision -> !decision.effects().isEmpty())) {
            return Response.accepted().build();
        }
        String state = decisions.isEmpty()
                ? "not deployed now"
                : Json.typeOf(decisions.getFirst().next().state());
        return refused(
                Status.CONFLICT, "Node " + node.get() + " is not ready, so it cannot be drained: it is " + state);
    }

    private static Optional<NodeName> nodeNamed(String name) {
        try {
            return Optional.of(new NodeName(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Response refused(Status status, String why) {
        return Response.status(status).entity(new Refusal(why)).build();
    }
}
