package org.farandole.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.Resource;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.emulation.Platform;
import org.farandole.hypervisor.emulation.Shares;
import org.farandole.hypervisor.emulation.load.MixedLoad;
import org.farandole.hypervisor.emulation.load.SyntheticLoad;
import org.farandole.simulator.record.RunRecord;
import org.farandole.simulator.report.Report;
import org.farandole.simulator.scenario.Policy;
import org.farandole.simulator.scenario.Scenario;
import org.farandole.simulator.world.Landscape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Demands that move in other resources than CPU. Every invariant is checked after every event, D7 in all of them. */
class DimensionsTest {

    private static final int NODES = 32;

    private static Scenario scenario(Set<Resource> moving, long seed, Policy policy) {
        Scenario busy = Runs.busy(NODES, Duration.ofMinutes(5), seed, policy);
        Platform platform = new Platform(NODES, 2, 8, Shares.bounding(new Capacity(700, 32_768), moving), 1_250);
        SyntheticLoad cpu = (SyntheticLoad) busy.load();
        return new Scenario(
                platform.specs(),
                busy.vms(),
                MixedLoad.of(cpu, moving, cpu),
                seed,
                busy.lasts(),
                policy,
                busy.delays(),
                busy.tuning(),
                false);
    }

    private static Report run(Set<Resource> moving, long seed) throws HypervisorException {
        return Runs.run(scenario(moving, seed, new Policy.Dvms()));
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMORY_BANDWIDTH", "DISK", "NETWORK"})
    void overloadsOfAnyResourceAreSolved(Resource resource) throws HypervisorException {
        long seed = 21;
        Report ring = run(EnumSet.of(resource), seed);
        Report nobody = Runs.run(scenario(EnumSet.of(resource), seed, new Policy.None()));

        assertThat(ring.isps().solved()).as("seed %d", seed).isGreaterThan(10);
        assertThat(ring.isps().failed()).as("seed %d", seed).isZero();
        assertThat(ring.violations().totalSeconds())
                .as("seed %d", seed)
                .isLessThan(nobody.violations().totalSeconds());
        assertThat(ring.invariants().checked()).as("seed %d", seed).isGreaterThan(1_000);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {31, 32, 33})
    void overloadsOfSeveralAtOnceAreSolved(long seed) throws HypervisorException {
        Report report = run(EnumSet.allOf(Resource.class), seed);

        assertThat(report.isps().solved())
                .as("seed %d", seed)
                .isGreaterThan(report.isps().count() * 9 / 10);
        assertThat(report.violationsByDimension().keySet()).containsExactly("cpu", "memory", "disk", "network");
        assertThat(report.violationsByDimension().values())
                .as("seed %d", seed)
                .allSatisfy(of -> assertThat(of.count()).isPositive());
    }

    /** One plan for all nodes relieves them of all. */
    @Test
    void aCentralSchedulerSolvesThemToo() throws HypervisorException {
        Policy central = new Policy.Entropy(Duration.ofSeconds(30), Duration.ofSeconds(10));
        Set<Resource> both = EnumSet.of(Resource.CPU, Resource.DISK);

        Report report = Runs.run(scenario(both, 41, central));
        Report nobody = Runs.run(scenario(both, 41, new Policy.None()));

        assertThat(report.violations().totalSeconds())
                .isLessThan(nobody.violations().totalSeconds());
    }

    @Test
    void aViolationIsWrittenWithWhatTheNodeWasShortOf() throws HypervisorException {
        RunRecord record = new RunRecord(51, Landscape.EPOCH);
        Report report = Runs.run(scenario(EnumSet.of(Resource.CPU, Resource.DISK), 51, new Policy.Dvms()), record);

        List<String> of = record.violations().stream()
                .map(RunRecord.Violation::dimensions)
                .toList();
        assertThat(of).hasSize(report.violations().count()).contains("cpu", "disk");
        double seconds = report.violationsByDimension().values().stream()
                .mapToDouble(Report.Violations::totalSeconds)
                .sum();
        assertThat(seconds).isGreaterThanOrEqualTo(report.violations().totalSeconds() - 0.01);
    }
}
