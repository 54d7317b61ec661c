package org.farandole.cli.moving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.farandole.cli.moving.StormReport.Spread;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmPhase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StormReportTest {

    private static final NodeName A = new NodeName("a");
    private static final NodeName B = new NodeName("b");

    @Test
    void saysWhatArrivedWhatStayedAndWhatWasRefused() {
        StormReport report = StormReport.of(
                Map.of(vm(4), "node b is draining"),
                List.of(
                        new Ended.Arrived(vm(1), A, B, Duration.ofMillis(4_000), Duration.ofMillis(31)),
                        new Ended.Arrived(vm(2), A, B, Duration.ofMillis(2_000), null),
                        new Ended.Failed(vm(3), "it writes faster than the link")),
                Duration.ofMillis(6_400));

        assertThat(report.lines())
                .containsExactly(
                        "migrated       2 of 3 ordered at once, in 6.4 s",
                        "each took      2.0 s to 4.0 s, median 2.0 s, 95 % within 4.0 s",
                        "stood still    31 to 31 ms, median 31 ms",
                        "failed         v-3: it writes faster than the link",
                        "refused        v-4: node b is draining");
    }

    @Test
    void hasNoFiguresOfWhatDidNotHappen() {
        StormReport report = StormReport.of(Map.of(), List.of(new Ended.Failed(vm(1), "lost")), Duration.ofSeconds(1));

        assertThat(report.took()).isNull();
        assertThat(report.lines()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1", "2, 1, 2, 2", "20, 10, 19, 20", "21, 11, 20, 21"})
    void quantilesAreByTheNearestRank(int count, long median, long p95, long most) {
        List<Duration> durations = java.util.stream.IntStream.rangeClosed(1, count)
                .mapToObj(i -> Duration.ofMillis(count + 1 - i))
                .toList();

        assertThat(Spread.of(durations)).isEqualTo(new Spread(1, median, p95, most));
    }

    @Test
    void aPlansMigrationIsNotAPersons() {
        IspId isp = IspId.parse("a:1:1");

        assertThat(Ended.by(new VmEvent.Migrated(vm(1), A, B, isp, Duration.ofSeconds(1))))
                .isEqualTo(Optional.empty());
        assertThat(Ended.by(new VmEvent.PhaseFailed(vm(1), A, VmPhase.MIGRATE, 1, 1, "aborted", isp)))
                .isEqualTo(Optional.empty());
        assertThat(Ended.by(new VmEvent.PhaseFailed(vm(1), A, VmPhase.MIGRATE, 1, 1, "aborted", null)))
                .contains(new Ended.Failed(vm(1), "aborted"));
    }

    private static VmName vm(int number) {
        return new VmName("v-" + number);
    }
}
