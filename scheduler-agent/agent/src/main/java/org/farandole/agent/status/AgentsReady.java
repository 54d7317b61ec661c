package org.farandole.agent.status;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.farandole.agent.hosting.Hosting;

/** Ready when nodes and membership were read whole, and the group has shared out the inboxes. */
@Readiness
@ApplicationScoped
class AgentsReady implements HealthCheck {

    private final Hosting hosting;

    AgentsReady(Hosting hosting) {
        this.hosting = hosting;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("agents").status(hosting.ready()).build();
    }
}
