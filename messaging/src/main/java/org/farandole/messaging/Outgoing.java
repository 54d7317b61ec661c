package org.farandole.messaging;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.topic.CloudEvent;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way to a topic.
 *
 * @param partition none lets the key choose
 */
record Outgoing(String topic, String key, @Nullable Integer partition, Map<String, String> headers, byte[] body) {

    Outgoing {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(body, "body");
        headers = Map.copyOf(headers);
    }

    static Outgoing of(
            String source, String topic, String key, @Nullable Integer partition, Object message, Instant now) {
        CloudEvent event =
                new CloudEvent(UUID.randomUUID().toString(), source, CloudEvent.typeOf(message), key, now, null);
        return new Outgoing(topic, key, partition, event.headers(), Json.write(message));
    }
}
