package org.farandole.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.farandole.dvms.Detection;
import org.farandole.dvms.Power;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.emulation.MigrationModel;
import org.farandole.hypervisor.emulation.load.Load;
import org.farandole.simulator.report.Report;
import org.farandole.simulator.scenario.Policy;
import org.farandole.simulator.scenario.Scenario;
import org.farandole.simulator.scenario.Tuning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes that sleep by night and are woken by day; every invariant is checked. */
class SleepTest {

    private static final Policy DVMS = new Policy.Dvms();
    private static final Duration LASTS = Duration.ofMinutes(90);
    private static final Duration MORNING = Duration.ofMinutes(45);
    private static final Detection.Low LOW = new Detection.Low(30, Duration.ofMinutes(5));

    /** Little demand, and much from the morning on, of one VM after the other. */
    private record Day(int dayPercent) implements Load {

        @Override
        public int initialPercent() {
            return 10;
        }

        @Override
        public Iterator<Change> changes(int vm) {
            return List.of(new Change(MORNING.plusSeconds(5L * vm), dayPercent)).iterator();
        }

        @Override
        public MigrationModel.Traits traits(int vm) {
            return new MigrationModel.Traits(125, 30);
        }
    }

    private static Scenario day(int dayPercent, Power power, long seed) {
        return Runs.scenario(16, 10, new Day(dayPercent), LASTS, seed, DVMS).tuned(Tuning.USUAL.sleeping(power, LOW));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void nodesSleepByNightAndAreWokenByDay(long seed) throws HypervisorException {
        Report report = Runs.run(day(50, Power.USUAL, seed));

        assertThat(report.power().switchedOff()).as("seed %d", seed).isGreaterThan(8);
        assertThat(report.power().switchedOn()).as("seed %d", seed).isGreaterThan(3);
        assertThat(report.power().savedNodeHours()).as("seed %d", seed).isBetween(4.0, 24.0);
        assertThat(report.violations().meanSeconds()).as("seed %d", seed).isLessThan(240);
        assertThat(report.invariants().checked()).as("seed %d", seed).isGreaterThan(1_000);
    }

    @Test
    void emptyNodesOfTheReserveStayOn() throws HypervisorException {
        Report report = Runs.run(day(10, Power.USUAL.reserving(16), 1));

        assertThat(report.migrations().count()).isGreaterThan(50);
        assertThat(report.power()).isEqualTo(new Report.Power(0, 0, 0, 0));
    }

    @Test
    void withoutLeaveNobodySleeps() throws HypervisorException {
        Report report = Runs.run(Runs.scenario(16, 10, new Day(10), LASTS, 1, DVMS));

        assertThat(report.power()).isEqualTo(new Report.Power(0, 0, 0, 0));
        assertThat(report.migrations().count()).isZero();
    }

    @Test
    void oneSeedIsOneRun() throws HypervisorException {
        assertThat(Runs.run(day(50, Power.USUAL, 7)).traceHash())
                .isEqualTo(Runs.run(day(50, Power.USUAL, 7)).traceHash());
    }
}
