package org.farandole.simulator.check;

import org.jspecify.annotations.Nullable;

/** Something happened that the design rules out. The message begins with the invariant's number, as in docs/simulate.md. */
public final class BrokenInvariant extends RuntimeException {

    private static final long serialVersionUID = 1;

    BrokenInvariant(String message) {
        super(message);
    }

    /** @throws BrokenInvariant unless it holds */
    static void require(boolean holds, String invariant, @Nullable Object... details) {
        if (!holds) {
            throw new BrokenInvariant(invariant.formatted(details));
        }
    }
}
