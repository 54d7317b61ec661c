package org.farandole.hypervisor.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuShareTest {

    @Test
    void everybodyGetsWhatItAsksForWhileThereIsEnough() {
        assertThat(CpuShare.of(700, new int[] {100, 0, 60, 30})).containsExactly(100, 0, 60, 30);
    }

    @Test
    void whoAsksForLittleGetsItAndTheOthersShareTheRest() {
        assertThat(CpuShare.of(200, new int[] {100, 20, 90, 90})).containsExactly(60, 20, 60, 60);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isMaxMinFair(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 500; round++) {
            int capacity = random.nextInt(1, 1000);
            int[] demands = random.ints(random.nextInt(0, 20), 0, 101).toArray();

            int[] used = CpuShare.of(capacity, demands);

            assertThat(Arrays.stream(used).sum())
                    .isEqualTo(Math.min(capacity, Arrays.stream(demands).sum()));
            int most = Arrays.stream(used).max().orElse(0);
            for (int i = 0; i < used.length; i++) {
                assertThat(used[i])
                        .as("seed %d, round %d, VM %d", seed, round, i)
                        .isBetween(0, demands[i]);
                if (used[i] < demands[i]) {
                    assertThat(used[i]).isGreaterThanOrEqualTo(most - 1);
                }
            }
        }
    }
}
