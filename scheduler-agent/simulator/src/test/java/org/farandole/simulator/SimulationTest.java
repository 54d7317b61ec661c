package org.farandole.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.emulation.MigrationModel.Traits;
import org.farandole.hypervisor.emulation.load.Load;
import org.farandole.simulator.report.Report;
import org.farandole.simulator.scenario.Policy;
import org.farandole.simulator.scenario.Scenario;
import org.farandole.simulator.watch.Happening;
import org.farandole.simulator.watch.Watcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {

    private static final Policy DVMS = new Policy.Dvms();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void oneSeedIsOneRun(long seed) throws HypervisorException {
        List<Happening> once = new ArrayList<>();
        List<Happening> again = new ArrayList<>();
        Scenario scenario = Runs.busy(16, Duration.ofMinutes(5), seed, DVMS);
        Report first = Runs.run(scenario, recording(once));
        Report second = Runs.run(scenario, recording(again));

        assertThat(again).as("seed %d", seed).isEqualTo(once).hasSizeGreaterThan(500);
        assertThat(second.traceHash()).as("seed %d", seed).isEqualTo(first.traceHash());
        assertThat(second.messagesByKind()).as("seed %d", seed).isEqualTo(first.messagesByKind());
    }

    @Test
    void anotherSeedIsAnotherRun() throws HypervisorException {
        assertThat(Runs.run(Runs.busy(8, Duration.ofMinutes(2), 1, DVMS)).traceHash())
                .isNotEqualTo(
                        Runs.run(Runs.busy(8, Duration.ofMinutes(2), 2, DVMS)).traceHash());
    }

    /** Invariants are checked in each; a run without an ISP would show nothing. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void theRingSolvesOverloads(long seed) throws HypervisorException {
        Report report = Runs.run(Runs.busy(32, Duration.ofMinutes(5), seed, DVMS));

        assertThat(report.isps().solved()).as("seed %d", seed).isGreaterThan(10);
        assertThat(report.isps().failed()).as("seed %d", seed).isZero();
        assertThat(report.migrations().count())
                .as("seed %d", seed)
                .isGreaterThanOrEqualTo(report.isps().solved());
        assertThat(report.migrations().meanSeconds()).as("seed %d", seed).isBetween(10.0, 15.0);
        assertThat(report.invariants().checked()).as("seed %d", seed).isGreaterThan(1_000);
    }

    @Test
    void theRingIsBetterThanNobodyAndThanACentralScheduler() throws HypervisorException {
        Duration lasts = Duration.ofMinutes(10);
        double ring = seconds(DVMS, lasts);
        double central = seconds(new Policy.Entropy(Duration.ofSeconds(30), Duration.ofSeconds(10)), lasts);
        double nobody = seconds(new Policy.None(), lasts);

        assertThat(ring).isLessThan(central);
        assertThat(central).isLessThan(nobody);
    }

    private static double seconds(Policy policy, Duration lasts) throws HypervisorException {
        return Runs.run(Runs.busy(32, lasts, 5, policy)).violations().totalSeconds();
    }

    /** Seven VMs of 100 % fill a node; the eighth is too much from second 10 on. */
    @Test
    void anOverloadIsSolvedByOneMigration() throws HypervisorException {
        Report report = Runs.run(Runs.scenario(2, 8, rising(), Duration.ofMinutes(1), 1, DVMS));

        assertThat(report.violations().count()).isEqualTo(1);
        assertThat(report.migrations().count()).isEqualTo(1);
        assertThat(report.isps().solved()).isEqualTo(1);
        assertThat(report.partitionSize().max()).isEqualTo(2);
        assertThat(report.reactiveFloorSeconds()).isBetween(10.0, 10.1);
        assertThat(report.violations().totalSeconds()).isBetween(10.02, 10.2);
    }

    /** Until the end of the run, if nobody does anything. */
    @Test
    void aViolationThatGoesOnCountsUntilTheEnd() throws HypervisorException {
        Report report = Runs.run(Runs.scenario(2, 8, rising(), Duration.ofMinutes(1), 1, new Policy.None()));

        assertThat(report.violations()).isEqualTo(new Report.Violations(1, 50, 50, 50));
        assertThat(report.isps().count()).isZero();
    }

    /** The first node's VMs go from 80 % to 100 % after ten seconds; the second node's are idle. */
    private static Load rising() {
        return new Load() {
            @Override
            public int initialPercent() {
                return 80;
            }

            @Override
            public Iterator<Change> changes(int vm) {
                Change change = vm < 8 ? new Change(Duration.ofSeconds(10), 100) : new Change(Duration.ZERO, 0);
                return List.of(change).iterator();
            }

            @Override
            public Traits traits(int vm) {
                return new Traits(125, 0);
            }
        };
    }

    private static Watcher recording(List<Happening> happenings) {
        return new Watcher() {
            @Override
            public void stepped(Happening happening) {
                happenings.add(happening);
            }
        };
    }
}
