package org.farandole.reservation.yaml;

import java.util.Objects;

/**
 * What is wrong with a document, and where.
 *
 * @param line counted from 1
 * @param field the path of the field, {@code nodes.count}; empty is the document as a whole
 */
public record Problem(int line, String field, String message) {

    public Problem {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(message, "message");
    }

    @Override
    public String toString() {
        return "line " + line + (field.isEmpty() ? ": " : ", " + field + ": ") + message;
    }
}
