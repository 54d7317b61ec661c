package org.farandole.agent.status;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.farandole.agent.hosting.Hosting;

/** {@code GET /agents}: what each agent that this process hosts is doing, in the order of the ring. */
@Path("/agents")
@Produces(MediaType.APPLICATION_JSON)
public class AgentsResource {

    private final Hosting hosting;

    AgentsResource(Hosting hosting) {
        this.hosting = hosting;
    }

    @GET
    public CompletionStage<List<AgentStatus>> agents() {
        return hosting.agents()
                .thenApply(agents -> agents.stream()
                        .sorted((a, b) -> a.self().position().compareTo(b.self().position()))
                        .map(AgentStatus::of)
                        .toList());
    }
}
