package org.farandole.cli.scheduling;

import java.util.Locale;

/** Names of the messages as words of a sentence. */
public final class Words {

    private Words() {}

    /** {@code BROADCAST_IMAGE} is {@code broadcast image}. */
    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
