package org.farandole.hypervisor.emulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EmulatedClockTest {

    private final AtomicLong wallNanos = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L);
    private final EmulatedClock clock = new EmulatedClock(wallNanos::get, 60);

    @Test
    void goesOnFromWhereItIsWhenTheSpeedChanges() {
        wall(Duration.ofSeconds(2));
        assertThat(clock.now()).isEqualTo(Duration.ofSeconds(120));

        clock.goAt(1);

        assertThat(clock.now()).isEqualTo(Duration.ofSeconds(120));
        wall(Duration.ofSeconds(2));
        assertThat(clock.now()).isEqualTo(Duration.ofSeconds(122));
        assertThat(clock.wallNanosUntil(Duration.ofSeconds(125))).isEqualTo(3_000_000_000L);
    }

    @Test
    void aSpeedThatIsNoneIsRefusedAndChangesNothing() {
        for (double speed : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> clock.goAt(speed)).isInstanceOf(IllegalArgumentException.class);
        }
        wall(Duration.ofSeconds(1));
        assertThat(clock.now()).isEqualTo(Duration.ofSeconds(60));
    }

    private void wall(Duration passes) {
        wallNanos.addAndGet(passes.toNanos());
    }
}
