package org.farandole.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.farandole.dvms.Patience;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.simulator.report.Report;
import org.farandole.simulator.scenario.Policy;
import org.farandole.simulator.scenario.Tuning;
import org.junit.jupiter.api.Test;

/** What patience and headroom are for, with every invariant checked. */
class KeepingRoomTest {

    private static final Patience PATIENCE = new Patience(4, 5);

    private static List<Report> runs(int nodes, Tuning tuning) throws HypervisorException {
        List<Report> runs = new ArrayList<>();
        for (long seed = 1; seed <= 4; seed++) {
            runs.add(Runs.run(Runs.busy(nodes, Duration.ofMinutes(5), seed, new Policy.Dvms())
                    .tuned(tuning)));
        }
        return runs;
    }

    private static double sum(List<Report> runs, ToDoubleFunction<Report> figure) {
        return runs.stream().mapToDouble(figure).sum();
    }

    @Test
    void patienceSavesMigrationsAndViolations() throws HypervisorException {
        List<Report> without = runs(32, Tuning.USUAL);
        List<Report> with = runs(32, Tuning.USUAL.being(PATIENCE));

        assertThat(sum(with, run -> run.migrations().count()))
                .isLessThan(sum(without, run -> run.migrations().count()));
        assertThat(sum(with, run -> run.violations().count()))
                .isLessThan(sum(without, run -> run.violations().count()));
        assertThat(with).allSatisfy(run -> assertThat(run.partitionSize().max()).isBetween(3, 8));
    }

    /** A ring with fewer nodes than a leader would ask: what it has is its plan, and solves all of the problem. */
    @Test
    void whereNobodyIsLeftToAskThePlanIsTaken() throws HypervisorException {
        List<Report> runs = runs(3, Tuning.USUAL.being(PATIENCE));

        assertThat(sum(runs, run -> run.isps().solved())).isPositive();
        assertThat(sum(runs, run -> run.isps().failed()))
                .isLessThanOrEqualTo(sum(runs, run -> run.isps().solved()) / 2);
    }

    @Test
    void foresightSavesMigrationsAndViolations() throws HypervisorException {
        List<Report> without = runs(32, Tuning.USUAL.being(PATIENCE));
        List<Report> with = runs(32, Tuning.USUAL.being(PATIENCE).lookingAhead(true));

        assertThat(sum(with, run -> run.migrations().count()))
                .isLessThan(sum(without, run -> run.migrations().count()));
        assertThat(sum(with, run -> run.violations().totalSeconds()))
                .isLessThan(sum(without, run -> run.violations().totalSeconds()));
    }

    @Test
    void headroomSavesViolationsAndCostsMigrations() throws HypervisorException {
        List<Report> without = runs(32, Tuning.USUAL.being(PATIENCE).lookingAhead(true));
        List<Report> with =
                runs(32, Tuning.USUAL.being(PATIENCE).lookingAhead(true).keepingFree(4));

        assertThat(sum(with, run -> run.violations().totalSeconds()))
                .isLessThan(sum(without, run -> run.violations().totalSeconds()));
        assertThat(sum(with, run -> run.migrations().count()))
                .isGreaterThan(sum(without, run -> run.migrations().count()));
    }
}
