package org.farandole.agent.pressure;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import org.farandole.agent.AgentConfig;

/** On a node's own machine, and there only: elsewhere the machine's pressure says nothing of the nodes. */
@ApplicationScoped
class PressureAtStart {

    private final AgentConfig config;
    private final MeterRegistry metrics;
    private final NodePressure pressure = new NodePressure(Path.of("/proc/pressure"));

    PressureAtStart(AgentConfig config, MeterRegistry metrics) {
        this.config = config;
        this.metrics = metrics;
    }

    void offer(@Observes StartupEvent start) {
        if (config.node().isPresent()) {
            pressure.offer(metrics);
        }
    }
}
