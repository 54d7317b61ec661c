package org.farandole.agent.status;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.farandole.agent.hosting.Hosting;

/** Ready when nodes and membership were read whole, and the inboxes are assigned: by the group, or the pinned node's. */
@Readiness
@ApplicationScoped
class AgentsReady implements HealthCheck {

    private final Hosting hosting;

    AgentsReady(Hosting hosting) {
        this.hosting = hosting;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("agents");
        String obstacle = hosting.obstacle();
        return obstacle == null
                ? response.up().build()
                : response.down().withData("why", obstacle).build();
    }
}
