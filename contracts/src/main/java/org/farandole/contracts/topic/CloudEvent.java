package org.farandole.contracts.topic;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.farandole.contracts.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a message: CloudEvents 1.0 in Kafka's binary mode, and the W3C trace context.
 *
 * @param source the service that wrote it, {@code /vm-service}
 * @param type {@code org.farandole.} and the message's type, {@code org.farandole.migrated}
 * @param traceParent the trace that it belongs to, as in the HTTP header of that name
 */
public record CloudEvent(
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        @Nullable String traceParent) {

    public CloudEvent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(time, "time");
    }

    public static String typeOf(Object message) {
        return "org.farandole." + Json.typeOf(message);
    }

    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id);
        headers.put("ce_source", source);
        headers.put("ce_type", type);
        headers.put("ce_subject", subject);
        headers.put("ce_time", time.toString());
        headers.put("content-type", "application/json");
        if (traceParent != null) {
            headers.put("traceparent", traceParent);
        }
        return headers;
    }
}
