package org.farandole.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Objects;

/**
 * One record of a topic.
 *
 * @param at the broker's time
 */
public record Entry(String topic, int partition, long offset, String key, Instant at, JsonNode body) {

    public Entry {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(body, "body");
    }

    /** The message's type, in kebab case. */
    public String type() {
        return body.path("type").asText();
    }

    public boolean is(String type) {
        return type().equals(type);
    }

    /** The text of a property; empty if it is absent. */
    public String text(String property) {
        return body.path(property).asText();
    }

    @Override
    public String toString() {
        return topic + "/" + partition + "@" + offset;
    }
}
