package org.farandole.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MeasuresTest {

    private static final Run RUN = new Run(60, 60, Duration.ofSeconds(60), Duration.ofMillis(21_500));

    @Test
    void takesTheFiguresOfARun() {
        Report report = Measures.of(Story.wellRun().recording(), RUN);

        assertThat(report.nodes()).isEqualTo(2);
        assertThat(report.vms().requested()).isEqualTo(3);
        assertThat(report.vms().running()).isEqualTo(3);
        assertThat(report.seconds().start()).isEqualTo(21.5);
        assertThat(report.seconds().deploy()).isCloseTo(0.3 * 60, within(1e-9));
        assertThat(report.violations()).isEqualTo(new Report.Violations(1, 12, 12, 12));
        assertThat(report.isps().count()).isEqualTo(1);
        assertThat(report.isps().solved()).isEqualTo(1);
        assertThat(report.isps().millis()).isEqualTo(new Report.Millis(100, 100, 2, 60 * 400));
        assertThat(report.sampleToDecisionMillis()).isEqualTo(new Report.Percentiles(400, 400));
        assertThat(report.partitionSize()).isEqualTo(new Report.Sizes(2, 2));
        assertThat(report.migrations()).isEqualTo(new Report.Migrations(1, 0));
        assertThat(report.invariants().broken()).isZero();
    }

    @Test
    void countsAViolationThatGoesOnUntilTheLastSample() {
        Story story = Story.wellRun()
                .tell("monitor.violations", "n2", "{'type':'began','node':'n2','at':'2026-01-01T01:00:00Z'}")
                .tell("monitor.samples", "n2", "{'node':'n2','nodeTime':'2026-01-01T01:00:30Z'}");

        Report report = Measures.of(story.recording(), RUN);

        assertThat(report.violations()).isEqualTo(new Report.Violations(2, 42, 21, 30));
    }

    @Test
    void countsVmsThatWereGivenUpWithTheirCause() {
        Story story = Story.wellRun()
                .tell("vm.events", "c", "{'type':'given-up','vm':'c','cause':'boot: no answer within 300 s'}");

        Report report = Measures.of(story.recording(), RUN);

        assertThat(report.vms().running()).isEqualTo(2);
        assertThat(report.vms().givenUpBecause()).containsEntry("c", "boot: no answer within 300 s");
    }
}
