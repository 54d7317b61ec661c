package org.farandole.cli.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.farandole.cli.terminal.JsonText;

/**
 * One record, as {@code events} shows it.
 *
 * @param time the broker's
 * @param type of the message; empty where it has none
 * @param value the message; the raw text where it is not JSON
 */
record EventLine(Instant time, String topic, int partition, long offset, String key, String type, JsonNode value) {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    static EventLine of(ConsumerRecord<String, byte[]> found) {
        JsonNode value = value(found.value());
        return new EventLine(
                Instant.ofEpochMilli(found.timestamp()),
                found.topic(),
                found.partition(),
                found.offset(),
                found.key() == null ? "" : found.key(),
                typeOf(value),
                value);
    }

    /** For people: time, key, type, and the message in one line. */
    String text() {
        return CLOCK.format(time) + "  " + key + "  " + (type.isEmpty() ? "-" : type) + "  " + JsonText.oneLine(value);
    }

    private static String typeOf(JsonNode value) {
        return value.has("message")
                ? value.at("/message/type").asText()
                : value.path("type").asText();
    }

    private static JsonNode value(byte[] bytes) {
        String text = bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
        try {
            return JsonText.parse(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}
