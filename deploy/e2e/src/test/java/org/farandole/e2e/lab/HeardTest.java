package org.farandole.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeardTest {

    private static final Instant BEGAN = Instant.parse("2026-11-01T08:00:00Z");

    @Test
    void findsTheLargestGapAndWhatIsMissing() {
        Heard heard = Heard.nothing(BEGAN)
                .number(40, at(50))
                .number(41, at(150))
                .number(42, at(480))
                .number(45, at(580))
                .until(at(600));

        assertThat(heard.largestGap()).isEqualTo(Duration.ofMillis(330));
        assertThat(heard.gapBegan()).isEqualTo(at(150));
        assertThat(heard.missing()).isEqualTo(2);
        assertThat(heard.counts()).isEqualTo(4);
        assertThat(heard.restarts()).isZero();
    }

    @Test
    void aGuestThatBeginsAgainWasBootedAnew() {
        Heard heard = Heard.nothing(BEGAN)
                .number(900, at(100))
                .reconnected()
                .number(3, at(5_000))
                .number(4, at(5_100));

        assertThat(heard.restarts()).isEqualTo(1);
        assertThat(heard.reconnects()).isEqualTo(1);
        assertThat(heard.missing()).isZero();
    }

    @Test
    void silenceToTheEndIsAGapToo() {
        assertThat(Heard.nothing(BEGAN).number(1, at(100)).until(at(9_000)).largestGap())
                .isEqualTo(Duration.ofMillis(8_900));
        assertThat(Heard.nothing(BEGAN).until(at(700)).largestGap()).isEqualTo(Duration.ofMillis(700));
    }

    private static Instant at(long millis) {
        return BEGAN.plusMillis(millis);
    }
}
