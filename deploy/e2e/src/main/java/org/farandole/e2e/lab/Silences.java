package org.farandole.e2e.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether guests went on counting while some of them were moved: none misses a number or begins again, and none that was moved is
 * silent for longer than is explained, by how long it stood still by its hypervisor's word and by the largest gap of a control run
 * in which nothing was moved. What the others are silent for is told only: it is their neighbours' load.
 */
final class Silences {

    /** So much more is not held against a run: the machine is shared, and so are the nodes' cores. It is told all the same. */
    static final Duration LENIENCE = Duration.ofMillis(500);

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

    /** The largest silence of any guest that was moved, or of any that was not. */
    Duration largest(Moves moves, boolean moved) {
        long millis = 0;
        for (Map.Entry<String, JsonNode> guest : heard.properties()) {
            if (moves.of(guest.getKey()) == moved) {
                millis = Math.max(millis, gap(guest.getValue()));
            }
        }
        return Duration.ofMillis(millis);
    }

    /** Of the guests that were moved, how long the one was silent beyond what is explained that was so the longest; 0 if none was. */
    Duration unexplained(Moves moves) {
        long millis = 0;
        for (Map.Entry<String, JsonNode> guest : heard.properties()) {
            if (moves.of(guest.getKey())) {
                millis = Math.max(millis, gap(guest.getValue()) - explained(moves, guest.getKey()));
            }
        }
        return Duration.ofMillis(millis);
    }

    private long explained(Moves moves, String vm) {
        return control.plus(moves.longestDowntime(vm).orElse(Duration.ZERO)).toMillis();
    }

    private static long gap(JsonNode guest) {
        return guest.path("largestGapMillis").asLong();
    }

    /** What is not as it has to be. */
    List<String> findings(Moves moves) {
        List<String> findings = new ArrayList<>();
        for (Map.Entry<String, JsonNode> guest : heard.properties()) {
            JsonNode said = guest.getValue();
            if (said.path("counts").asLong() == 0) {
                findings.add(guest.getKey() + " was never heard");
            }
            if (said.path("missing").asLong() + said.path("restarts").asLong() > 0) {
                findings.add(guest.getKey() + " missed " + said.path("missing").asLong() + " numbers and began again "
                        + said.path("restarts").asLong() + " times");
            }
            long explained = explained(moves, guest.getKey());
            if (moves.of(guest.getKey()) && gap(said) > explained + LENIENCE.toMillis()) {
                findings.add(
                        guest.getKey() + " was silent for " + gap(said) + " ms, " + explained + " ms are explained");
            }
        }
        return findings;
    }
}
