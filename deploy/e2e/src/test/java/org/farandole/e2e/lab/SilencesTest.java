package org.farandole.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.farandole.e2e.lab.Moves.Move;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SilencesTest {

    private static final JsonNode CONTROL =
            json("{\"a\": {\"largestGapMillis\": 110}, \"b\": {\"largestGapMillis\": 140}}");

    @Test
    void aSilenceIsExplainedByTheStandstillAndTheControlRun() {
        Silences silences = new Silences(CONTROL, heard(900, 0));

        assertThat(silences.findings(moved("a", Duration.ofMillis(260)))).isEmpty();
        assertThat(silences.findings(moved("a", Duration.ofMillis(259))))
                .containsExactly("a was silent for 900 ms, 399 ms are explained");
        assertThat(silences.unexplained(moved("a", Duration.ofMillis(700)))).isEqualTo(Duration.ofMillis(60));
        assertThat(silences.unexplained(moved("a", Duration.ofMillis(800)))).isZero();
        assertThat(silences.findings(moved("a", null))).hasSize(1);
    }

    @Test
    void aGuestThatWasNotMovedIsToldApart() {
        Silences silences = new Silences(CONTROL, heard(900, 0));

        assertThat(silences.findings(moved("b", null))).isEmpty();
        assertThat(silences.largest(moved("b", null), false)).isEqualTo(Duration.ofMillis(900));
        assertThat(silences.largest(moved("b", null), true)).isZero();
    }

    @Test
    void aGuestThatMissesANumberOrWasNeverHeardIsFound() {
        assertThat(new Silences(CONTROL, heard(100, 2)).findings(moved("a", null)))
                .containsExactly("a missed 2 numbers and began again 0 times");
        assertThat(new Silences(CONTROL, json("{\"a\": {\"counts\": 0}}")).findings(moved("a", null)))
                .containsExactly("a was never heard");
    }

    @Test
    void whatWasLearnedIsToldApart() {
        Moves moves = new Moves(List.of(
                move("a", "n", "m", 0, 4_000, 1_000),
                move("b", "n", "m", 1, 3_000, 1_000),
                move("b", "m", "n", 5_000, 3_000, 2_000),
                move("c", "m", "n", 1, 5_000, 1_000)));

        assertThat(moves.learning())
                .containsExactly(
                        "  took by what was estimated, nothing learned  4.00 (median of 3)",
                        "  took by what was estimated, something learned 1.50 (median of 1)");
    }

    private static Moves moved(String vm, @Nullable Duration downtime) {
        return new Moves(List.of(new Move(vm, "n", "m", Instant.EPOCH, Duration.ofSeconds(1), null, downtime)));
    }

    private static Move move(String vm, String source, String node, long decided, long took, long estimate) {
        Instant at = Instant.EPOCH.plusMillis(decided);
        return new Move(
                vm,
                source,
                node,
                at.plusMillis(took),
                Duration.ofMillis(took),
                new Moves.Planned(at, Duration.ofMillis(estimate)),
                null);
    }

    private static JsonNode heard(long gap, long missing) {
        return json("{\"a\": {\"counts\": 50, \"largestGapMillis\": %d, \"missing\": %d, \"restarts\": 0}}"
                .formatted(gap, missing));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
