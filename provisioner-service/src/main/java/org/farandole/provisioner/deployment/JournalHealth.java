package org.farandole.provisioner.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Says when the one writer has ended: only a restart brings it back. */
@Liveness
@ApplicationScoped
class JournalHealth implements HealthCheck {

    private final Provisioner provisioner;

    JournalHealth(Provisioner provisioner) {
        this.provisioner = provisioner;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("deployment-journal")
                .status(provisioner.writes())
                .build();
    }
}
