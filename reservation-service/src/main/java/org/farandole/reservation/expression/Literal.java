package org.farandole.reservation.expression;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value in an expression. */
public sealed interface Literal {

    record Text(String value) implements Literal {
        public Text {
            Objects.requireNonNull(value, "value");
        }
    }

    record Number(BigDecimal value) implements Literal {
        public Number {
            Objects.requireNonNull(value, "value");
        }
    }

    record Truth(boolean value) implements Literal {}

    /** Compares what the node has with this; false if the node has nothing, or nothing of this kind. */
    default boolean holds(@Nullable String ofNode, Operator operator) {
        if (ofNode == null) {
            return false;
        }
        return switch (this) {
            case Text(String value) -> operator.holdsFor(ofNode.compareTo(value));
            case Truth(boolean value) -> operator.holdsFor(ofNode.equalsIgnoreCase(String.valueOf(value)) ? 0 : 1);
            case Number(BigDecimal value) -> {
                BigDecimal number = numberOf(ofNode);
                yield number != null && operator.holdsFor(number.compareTo(value));
            }
        };
    }

    private static @Nullable BigDecimal numberOf(String text) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
