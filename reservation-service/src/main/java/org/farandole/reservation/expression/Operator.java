package org.farandole.reservation.expression;

/** How two values are compared. */
public enum Operator {
    EQUAL,
    DIFFERENT,
    LESS,
    AT_MOST,
    GREATER,
    AT_LEAST;

    /** @param order as of {@link Comparable#compareTo}, the node's value on the left */
    boolean holdsFor(int order) {
        return switch (this) {
            case EQUAL -> order == 0;
            case DIFFERENT -> order != 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }
}
