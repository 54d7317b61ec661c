package org.farandole.simulator.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.farandole.contracts.json.Json;

/** A report as JSON, with the settings of the messages. */
public final class ReportJson {

    private static final JsonMapper INDENTED = Json.configure(JsonMapper.builder())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private ReportJson() {}

    public static String of(Object report) {
        try {
            return INDENTED.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A report cannot be written as JSON", e);
        }
    }
}
