package org.farandole.reservation.expression;

/** An expression that does not parse; the message says what, and at which column. */
public final class BadExpression extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final int column;

    BadExpression(int column, String message) {
        super("At column " + column + " of the expression: " + message);
        this.column = column;
    }

    /** Counted from 1. */
    public int column() {
        return column;
    }
}
