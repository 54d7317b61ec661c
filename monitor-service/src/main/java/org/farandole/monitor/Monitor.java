package org.farandole.monitor;

import io.quarkus.runtime.Shutdown;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.farandole.messaging.Sender;
import org.farandole.monitor.intake.Intake;
import org.farandole.monitor.sampling.Sampling;

/** Starts the reading of the topics, and ends sampling before the reading. Ready when the past has been read. */
@Readiness
@ApplicationScoped
public class Monitor implements HealthCheck {

    private final Intake intake;
    private final Sampling sampling;

    Monitor(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            Platform platform,
            Sampling sampling,
            Sender sender) {
        this.sampling = sampling;
        this.intake = new Intake(bootstrapServers, platform, sender);
    }

    void start(@Observes StartupEvent event) {
        intake.start();
    }

    @Shutdown
    void stop() {
        intake.close();
        sampling.close();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("topics read")
                .status(intake.pastRead())
                .build();
    }
}
