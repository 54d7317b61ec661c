package org.farandole.contracts.json;

import org.jspecify.annotations.Nullable;

/** A message that no retry can make readable: it belongs on the dead-letter topic. */
public final class UnreadableMessage extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UnreadableMessage(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
