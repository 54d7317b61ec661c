package org.farandole.agent.pressure;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The machine's pressure as metrics, read anew at each scrape: {@code farandole_node_pressure_percent} and {@code
 * farandole_node_stalled_seconds_total}, by {@code resource} and {@code kind}. A kernel without a file, or without a line, has no such metric.
 */
final class NodePressure {

    private static final List<String> RESOURCES = List.of("cpu", "memory", "io");
    private static final double MICROS_A_SECOND = 1e6;

    private final Path folder;

    /** @param folder {@code /proc/pressure} */
    NodePressure(Path folder) {
        this.folder = folder;
    }

    void offer(MeterRegistry metrics) {
        for (String resource : RESOURCES) {
            for (Stall.Kind kind : Stall.Kind.values()) {
                if (read(resource, kind).isPresent()) {
                    offer(metrics, resource, kind);
                }
            }
        }
    }

    private void offer(MeterRegistry metrics, String resource, Stall.Kind kind) {
        Tags tags = Tags.of("resource", resource, "kind", kind.word());
        Gauge.builder(
                        "farandole.node.pressure",
                        () -> read(resource, kind).map(Stall::averagePercent).orElse(Double.NaN))
                .description("Time lost waiting for the resource, in percent, over ten seconds")
                .baseUnit("percent")
                .tags(tags)
                .strongReference(true)
                .register(metrics);
        FunctionCounter.builder(
                        "farandole.node.stalled",
                        this,
                        pressure -> pressure.read(resource, kind)
                                .map(stall -> stall.totalMicros() / MICROS_A_SECOND)
                                .orElse(Double.NaN))
                .description("Time lost waiting for the resource since the machine started")
                .baseUnit("seconds")
                .tags(tags)
                .register(metrics);
    }

    private Optional<Stall> read(String resource, Stall.Kind kind) {
        try {
            return Stall.in(Files.readString(folder.resolve(resource)), kind);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
