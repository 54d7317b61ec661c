package org.farandole.contracts.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.io.IOException;

/** Why a message could not be read, in one line: where, then what. */
final class Unreadable {

    private Unreadable() {}

    static String inWords(IOException failure) {
        return switch (failure) {
            case InvalidTypeIdException e when e.getTypeId() == null -> at(e, "type") + " is missing";
            case InvalidTypeIdException e -> at(e, "type") + " '" + e.getTypeId() + "' is not known";
            case InvalidNullException e -> at(e) + " is null";
            case ValueInstantiationException e -> prefix(e) + firstLine(rootOf(e));
            case JsonMappingException e
            when e.getOriginalMessage().startsWith("Missing required creator property") -> at(e) + " is missing";
            case JsonMappingException e -> prefix(e) + line(e.getOriginalMessage());
            case JsonProcessingException e ->
                "not JSON at line %d, column %d: %s"
                        .formatted(
                                e.getLocation().getLineNr(),
                                e.getLocation().getColumnNr(),
                                line(e.getOriginalMessage()));
            default -> firstLine(failure);
        };
    }

    private static String prefix(JsonMappingException e) {
        String at = at(e);
        return at.isEmpty() ? "" : at + ": ";
    }

    /** The property, as a person would write it: {@code vms[2].cpuUsedPercent}. */
    private static String at(JsonMappingException e, String... more) {
        StringBuilder path = new StringBuilder();
        e.getPath().forEach(step -> {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        });
        for (String name : more) {
            path.append(path.isEmpty() ? "" : ".").append(name);
        }
        return path.toString();
    }

    private static Throwable rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String firstLine(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : line(e.getMessage());
    }

    private static String line(String text) {
        return text.lines().findFirst().orElse("");
    }
}
