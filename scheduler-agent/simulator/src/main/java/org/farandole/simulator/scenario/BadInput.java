package org.farandole.simulator.scenario;

/** An option or a file cannot be used. The message is one line that says which, where, and what was expected. */
public final class BadInput extends Exception {

    private static final long serialVersionUID = 1;

    public BadInput(String message) {
        super(message);
    }

    /** @param range what is good, in words */
    static void require(boolean good, String option, Object value, String range) throws BadInput {
        if (!good) {
            throw new BadInput(option + " is " + range + ", not " + value);
        }
    }
}
