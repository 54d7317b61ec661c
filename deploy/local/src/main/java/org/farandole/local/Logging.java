package org.farandole.local;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.logging.LogManager;

/** What the two servers' own processes log: warnings, to standard error. */
final class Logging {

    private Logging() {}

    static void quiet() throws IOException {
        try (InputStream settings =
                Objects.requireNonNull(Logging.class.getResourceAsStream("/farandole-logging.properties"))) {
            LogManager.getLogManager().readConfiguration(settings);
        }
    }
}
