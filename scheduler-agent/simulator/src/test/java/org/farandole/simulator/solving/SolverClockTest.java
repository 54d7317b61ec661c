package org.farandole.simulator.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SolverClockTest {

    private final SolverClock clock = new SolverClock();

    private long looks(int times) {
        long before = clock.now();
        for (int i = 0; i < times; i++) {
            clock.getAsLong();
        }
        return clock.now() - before;
    }

    @Test
    void aSolveWithoutSearchCostsLessThanAMillisecond() {
        clock.begin(List.of());
        assertThat(Duration.ofNanos(clock.now() + looks(4))).isLessThan(Duration.ofMillis(1));
    }

    @Test
    void aLongSearchRunsOutOfASecondAfterSomeThousandLooks() {
        clock.begin(List.of());
        assertThat(Duration.ofNanos(looks(3_000))).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void eachProblemHasItsFirstLooksCheap() {
        clock.begin(List.of());
        long first = looks(100);
        clock.begin(List.of());
        assertThat(looks(100)).isEqualTo(first);
    }
}
