package org.farandole.vm.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Duration PAUSE = Duration.ofSeconds(5);

    @Test
    void opensAfterFailuresInARow() {
        Breaker breaker = Breaker.closed(2, PAUSE).failed(NOW);
        assertThat(breaker.lets(NOW)).isTrue();
        assertThat(breaker.succeeded().failed(NOW).lets(NOW)).isTrue();

        assertThat(breaker.failed(NOW).lets(NOW)).isFalse();
    }

    @Test
    void letsOneCallDecideAfterThePause() {
        Breaker open = Breaker.closed(1, PAUSE).failed(NOW);
        Instant later = NOW.plus(PAUSE);
        assertThat(open.lets(later)).isTrue();

        Breaker trying = open.called(later);
        assertThat(trying.lets(later)).isFalse();
        assertThat(trying.succeeded().lets(later)).isTrue();
        assertThat(trying.failed(later).lets(later)).isFalse();
    }
}
