package org.farandole.cli.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.farandole.contracts.json.Json;

/** JSON for people and scripts, with the settings of the messages. */
public final class JsonText {

    private static final JsonMapper COMPACT =
            Json.configure(JsonMapper.builder()).build();
    private static final JsonMapper INDENTED = Json.configure(JsonMapper.builder())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private JsonText() {}

    public static String indented(Object value) {
        return write(INDENTED, value);
    }

    public static String oneLine(Object value) {
        return write(COMPACT, value);
    }

    /** @throws JsonProcessingException if it is not JSON */
    public static JsonNode parse(String json) throws JsonProcessingException {
        return COMPACT.readTree(json);
    }

    /** @throws JsonProcessingException if it is not JSON, or not of that type */
    public static <T> T parse(String json, Class<T> type) throws JsonProcessingException {
        return COMPACT.readValue(json, type);
    }

    private static String write(JsonMapper mapper, Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "A " + value.getClass().getSimpleName() + " cannot be written as JSON", e);
        }
    }
}
