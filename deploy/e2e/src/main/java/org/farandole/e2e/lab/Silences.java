package org.farandole.e2e.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether guests went on counting while they were moved: none misses a number or begins again, and none is silent for longer
 * than it stood still by its hypervisor's word, plus the largest gap of a control run in which nothing was moved.
 */
final class Silences {

    private final Duration control;
    private final JsonNode heard;

    /** @param control and {@code heard} as {@link CountWatch} prints them, without migrations and with them */
    Silences(JsonNode control, JsonNode heard) {
        this.control = largest(control);
        this.heard = heard;
    }

    private static Duration largest(JsonNode heard) {
        long millis = 0;
        for (JsonNode guest : heard) {
            millis = Math.max(millis, guest.path("largestGapMillis").asLong());
        }
        return Duration.ofMillis(millis);
    }

    Duration control() {
        return control;
    }

    /** The largest silence of any guest. */
    Duration largest() {
        return largest(heard);
    }

    /** What is not as it has to be. */
    List<String> findings(Moves moves) {
        List<String> findings = new ArrayList<>();
        for (Map.Entry<String, JsonNode> guest : heard.properties()) {
            JsonNode said = guest.getValue();
            long gap = said.path("largestGapMillis").asLong();
            long allowed = control.plus(moves.longestDowntime(guest.getKey()).orElse(Duration.ZERO))
                    .toMillis();
            if (said.path("counts").asLong() == 0) {
                findings.add(guest.getKey() + " was never heard");
            }
            if (said.path("missing").asLong() + said.path("restarts").asLong() > 0) {
                findings.add(guest.getKey() + " missed " + said.path("missing").asLong() + " numbers and began again "
                        + said.path("restarts").asLong() + " times");
            }
            if (gap > allowed) {
                findings.add(guest.getKey() + " was silent for " + gap + " ms, " + allowed + " ms are explained");
            }
        }
        return findings;
    }
}
