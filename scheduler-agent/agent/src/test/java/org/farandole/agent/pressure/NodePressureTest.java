package org.farandole.agent.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kernel writes, and what is made of it. */
final class NodePressureTest {

    @TempDir
    Path folder;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void bothLinesOfAFileAreOffered() throws IOException {
        Files.writeString(folder.resolve("memory"), """
                some avg10=12.34 avg60=2.00 avg300=0.50 total=2500000
                full avg10=1.50 avg60=0.40 avg300=0.10 total=500000
                """);

        new NodePressure(folder).offer(metrics);

        assertThat(percent("memory", "some")).isEqualTo(12.34);
        assertThat(percent("memory", "full")).isEqualTo(1.5);
        assertThat(stalledSeconds("memory", "some")).isEqualTo(2.5);
        assertThat(stalledSeconds("memory", "full")).isEqualTo(0.5);
    }

    @Test
    void aMetricTellsWhatTheFileSaysNow() throws IOException {
        Files.writeString(folder.resolve("cpu"), "some avg10=0.00 avg60=0.00 avg300=0.00 total=0\n");
        new NodePressure(folder).offer(metrics);

        Files.writeString(folder.resolve("cpu"), "some avg10=99.00 avg60=9.00 avg300=1.00 total=7000000\n");

        assertThat(percent("cpu", "some")).isEqualTo(99);
        assertThat(stalledSeconds("cpu", "some")).isEqualTo(7);
    }

    @Test
    void whatTheKernelDoesNotTellIsNotOffered() throws IOException {
        Files.writeString(folder.resolve("cpu"), "some avg10=0.00 avg60=0.00 avg300=0.00 total=0\n");

        new NodePressure(folder).offer(metrics);

        assertThat(metrics.find("farandole.node.pressure").gauges()).hasSize(1);
        assertThat(metrics.find("farandole.node.pressure").tag("kind", "full").gauge())
                .isNull();
    }

    private double percent(String resource, String kind) {
        return metrics.get("farandole.node.pressure")
                .tags("resource", resource, "kind", kind)
                .gauge()
                .value();
    }

    private double stalledSeconds(String resource, String kind) {
        return metrics.get("farandole.node.stalled")
                .tags("resource", resource, "kind", kind)
                .functionCounter()
                .count();
    }
}
