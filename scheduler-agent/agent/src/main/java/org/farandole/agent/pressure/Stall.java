package org.farandole.agent.pressure;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the kernel's pressure files: how much time tasks lost waiting for a resource.
 *
 * @param averagePercent of wall time, over the last ten seconds; 0 to 100
 * @param totalMicros since the machine started
 */
record Stall(double averagePercent, long totalMicros) {

    /** Who waits: at least one task, or all that are not idle. The words are the kernel's. */
    enum Kind {
        SOME("some"),
        FULL("full");

        private final String word;
        private final Pattern line;

        Kind(String word) {
            this.word = word;
            line = Pattern.compile("^" + word + " avg10=([0-9]+\\.[0-9]+) .*\\btotal=([0-9]+)$", Pattern.MULTILINE);
        }

        String word() {
            return word;
        }
    }

    /** The line of that kind; none if the file has none, as older kernels' CPU pressure. */
    static Optional<Stall> in(String file, Kind kind) {
        Matcher found = kind.line.matcher(file);
        return found.find()
                ? Optional.of(new Stall(Double.parseDouble(found.group(1)), Long.parseLong(found.group(2))))
                : Optional.empty();
    }
}
