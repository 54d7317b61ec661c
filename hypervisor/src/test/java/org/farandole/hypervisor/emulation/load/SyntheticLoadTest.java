package org.farandole.hypervisor.emulation.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.farandole.hypervisor.emulation.MigrationModel.Traits;
import org.farandole.hypervisor.emulation.Seed;
import org.farandole.hypervisor.emulation.load.Load.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticLoadTest {

    private static final int VMS = 640;
    private static final Duration RUN = Duration.ofSeconds(1_800);

    @ParameterizedTest
    @ValueSource(longs = {1, 23, 4711})
    void theVmsTogetherAreAPoissonProcessOfRateVmsByPeriod(long seed) {
        List<Double> times = together(SyntheticLoad.usual(new Seed(seed))).stream()
                .map(change -> change.at().toNanos() / 1e9)
                .sorted()
                .toList();

        double expected = VMS / 300.0 * RUN.toSeconds();
        assertThat((double) times.size()).isCloseTo(expected, within(4 * Math.sqrt(expected)));
        double[] gaps = IntStream.range(1, times.size())
                .mapToDouble(i -> times.get(i) - times.get(i - 1))
                .toArray();
        double mean = IntStream.range(0, gaps.length)
                .mapToDouble(i -> gaps[i])
                .average()
                .orElseThrow();
        double squares = IntStream.range(0, gaps.length)
                .mapToDouble(i -> gaps[i] * gaps[i])
                .average()
                .orElseThrow();
        assertThat(Math.sqrt(squares - mean * mean) / mean)
                .as("deviation ÷ mean of an exponential")
                .isCloseTo(1, within(0.1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 23, 4711})
    void demandsAreNormalCutAndInStepsOfTen(long seed) {
        List<Change> changes = together(SyntheticLoad.usual(new Seed(seed)));

        assertThat(changes)
                .allSatisfy(change -> assertThat(change.percent() % 10).isZero());
        double mean = changes.stream().mapToInt(Change::percent).average().orElseThrow();
        double squares = changes.stream()
                .mapToDouble(change -> Math.pow(change.percent() - 60, 2))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(60, within(1.5));
        assertThat(Math.sqrt(squares)).isCloseTo(20, within(1.5));
    }

    @Test
    void intensitiesComeInFiveEqualClasses() {
        SyntheticLoad load = SyntheticLoad.usual(new Seed(1));

        Map<Integer, Long> classes = IntStream.range(0, 10_000)
                .mapToObj(load::traits)
                .map(Traits::memoryIntensityPercent)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(classes.keySet()).containsExactlyInAnyOrder(10, 20, 30, 40, 50);
        assertThat(classes.values()).allSatisfy(count -> assertThat(count).isBetween(1_800L, 2_200L));
    }

    @Test
    void aVmsDemandsHangOnTheSeedAndItsNumberAlone() {
        List<Change> once = first(SyntheticLoad.usual(new Seed(1)).changes(5), 50);

        assertThat(first(SyntheticLoad.usual(new Seed(1)).changes(5), 50)).isEqualTo(once);
        assertThat(first(SyntheticLoad.usual(new Seed(1)).changes(6), 50)).isNotEqualTo(once);
        assertThat(first(SyntheticLoad.usual(new Seed(2)).changes(5), 50)).isNotEqualTo(once);
    }

    @Test
    void thePeakAndTheStepsCanBeSet() {
        SyntheticLoad load = new SyntheticLoad(new Seed(1), Duration.ofSeconds(10), 30, 40, 50, 2);

        assertThat(first(load.changes(0), 200)).extracting(Change::percent).containsOnly(0, 25, 50);
        assertThat(load.initialPercent()).isEqualTo(30);
    }

    @Test
    void aPeriodOfZeroIsRefused() {
        assertThatThrownBy(() -> new SyntheticLoad(new Seed(1), Duration.ZERO, 60, 20, 100, 10))
                .hasMessage("The load's period is above 0, not PT0S");
    }

    private static List<Change> together(SyntheticLoad load) {
        List<Change> all = new ArrayList<>();
        for (int vm = 0; vm < VMS; vm++) {
            Iterator<Change> changes = load.changes(vm);
            for (Change next = changes.next(); next.at().compareTo(RUN) < 0; next = changes.next()) {
                all.add(next);
            }
        }
        return all;
    }

    private static List<Change> first(Iterator<Change> changes, int count) {
        List<Change> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(changes.next());
        }
        return list;
    }
}
