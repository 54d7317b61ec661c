package org.farandole.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.junit.jupiter.api.Test;

class CloudEventTest {

    private static final Instant AT = Instant.parse("2026-11-23T10:00:00.250Z");
    private static final NodeEvent MESSAGE = new NodeEvent.Off(new NodeName("rennes-1"));

    @Test
    void writesTheHeadersOfKafkasBinaryMode() {
        CloudEvent event = new CloudEvent("id-1", "/vm-service", CloudEvent.typeOf(MESSAGE), "rennes-1", AT, null);

        assertThat(event.headers())
                .isEqualTo(Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "id-1",
                        "ce_source", "/vm-service",
                        "ce_type", "org.farandole.off",
                        "ce_subject", "rennes-1",
                        "ce_time", "2026-11-23T10:00:00.250Z",
                        "content-type", "application/json"));
    }

    @Test
    void carriesTheTraceThatItBelongsTo() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        CloudEvent event = new CloudEvent("id-1", "/vm-service", "org.farandole.off", "rennes-1", AT, trace);

        assertThat(event.headers()).containsEntry("traceparent", trace);
    }
}
