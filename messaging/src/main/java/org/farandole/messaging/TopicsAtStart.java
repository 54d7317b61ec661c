package org.farandole.messaging;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Creates and checks the topics before any channel opens; a topic that differs ends the start, in one line. */
@ApplicationScoped
class TopicsAtStart {

    private final String bootstrapServers;

    TopicsAtStart(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    void prepare(@Observes @Priority(1) StartupEvent start) {
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "default.api.timeout.ms",
                "30000",
                "request.timeout.ms",
                "10000"))) {
            DeclaredTopics topics = new DeclaredTopics(admin);
            topics.create();
            List<String> differences = topics.differences();
            if (!differences.isEmpty()) {
                throw new IllegalStateException(String.join("; ", differences));
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "The topics cannot be prepared: no answer from Kafka at " + bootstrapServers + " (" + e.getMessage()
                            + ")",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the topics were prepared", e);
        }
    }
}
