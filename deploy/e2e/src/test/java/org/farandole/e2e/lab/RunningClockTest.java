package org.farandole.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunningClockTest {

    private Instant wall = Instant.parse("2026-11-01T08:00:00Z");
    private final RunningClock clock = new RunningClock(() -> wall);

    @Test
    void runsWhileItIsTicked() {
        Instant began = clock.instant();
        for (int i = 0; i < 50; i++) {
            wall = wall.plusMillis(i % 2 == 0 ? 20 : 45);
            clock.tick();
        }

        assertThat(Duration.between(began, clock.instant())).isEqualTo(Duration.ofMillis(25 * 65));
        assertThat(clock.heldUp()).isZero();
    }

    /** Whoever reads the clock first after a hold-up sees the same, ticked or not. */
    @Test
    void standsStillWhileTheProcessDoes() {
        Instant began = clock.instant();
        wall = wall.plusMillis(620);

        assertThat(Duration.between(began, clock.instant())).isEqualTo(RunningClock.PERIOD);
        clock.tick();
        assertThat(Duration.between(began, clock.instant())).isEqualTo(RunningClock.PERIOD);
        assertThat(clock.heldUp()).isEqualTo(Duration.ofMillis(600));
        wall = wall.plusMillis(20);
        assertThat(Duration.between(began, clock.instant())).isEqualTo(RunningClock.PERIOD.multipliedBy(2));
    }
}
