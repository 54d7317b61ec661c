package org.farandole.monitor.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123456789Z");
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private final Pace pace = new Pace(PERIOD, Duration.ofMillis(50), Duration.ofSeconds(2), 5, Duration.ofSeconds(5));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 17, 511})
    void aNodesTurnsAreAPeriodApart(int slot) {
        Instant first = pace.next(NOW, slot);
        Instant second = pace.next(first, slot);

        assertThat(first).isAfter(NOW).isBeforeOrEqualTo(NOW.plus(PERIOD));
        assertThat(Duration.between(first, second)).isEqualTo(PERIOD);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 64, 512})
    void turnsOfNeighbouringSlotsSpreadEvenlyOverThePeriod(int nodes) {
        long[] turns = IntStream.range(0, nodes)
                .mapToLong(slot -> Duration.between(NOW, pace.next(NOW, slot)).toNanos())
                .sorted()
                .toArray();

        long widest = LongStream.range(1, nodes)
                .map(i -> turns[(int) i] - turns[(int) i - 1])
                .max()
                .orElseThrow();

        assertThat(Duration.ofNanos(widest)).isLessThan(PERIOD.multipliedBy(3).dividedBy(nodes));
    }

    @Test
    void refusesAPaceThatNeverAsks() {
        assertThatThrownBy(() -> new Pace(Duration.ZERO, Duration.ZERO, PERIOD, 5, PERIOD))
                .hasMessage("farandole.monitor.period is PT0S: it must be longer than nothing");
        assertThatThrownBy(() -> new Pace(PERIOD, Duration.ZERO, PERIOD, 0, PERIOD))
                .hasMessageContaining("farandole.monitor.failures is 0");
    }
}
