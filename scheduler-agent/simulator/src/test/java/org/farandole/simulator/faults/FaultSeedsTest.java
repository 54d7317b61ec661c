package org.farandole.simulator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.simulator.Subject;
import org.farandole.simulator.report.Report;
import org.farandole.simulator.scenario.Fault;
import org.farandole.simulator.scenario.FaultDraw;
import org.farandole.simulator.scenario.Scenario;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The protocol under faults. Repeat one run with {@code -Dfarandole.seed=N}; do more with {@code -Dfarandole.seeds=2000}. */
class FaultSeedsTest {

    private static final int FEWEST_ISPS = 20;
    private static final int FEWEST_FAULTS = 5;
    private static final int FEWEST_KINDS = 3;

    private static LongStream seeds(FaultDraw draw) {
        long usual = switch (draw) {
            case LIGHT -> 100;
            case HEAVY -> 200;
        };
        Long one = Long.getLong("farandole.seed");
        return one != null ? LongStream.of(one) : LongStream.rangeClosed(1, Long.getLong("farandole.seeds", usual));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(FaultDraw.class)
    void nothingBreaksAnInvariant(FaultDraw draw) {
        List<String> broken = seeds(draw)
                .parallel()
                .mapToObj(seed -> broken(draw, seed))
                .filter(message -> !message.isEmpty())
                .toList();

        assertThat(broken).as("%s; repeat with -Dfarandole.seed=N", draw).isEmpty();
    }

    private static String broken(FaultDraw draw, long seed) {
        Scenario scenario = FaultRuns.scenario(draw, seed);
        List<String> wrong = new ArrayList<>();
        try {
            Report report = FaultRuns.run(scenario, Subject.PROTOCOL);
            int kinds = scenario.faults().stream()
                    .map(Fault::kind)
                    .collect(Collectors.toSet())
                    .size();
            if (report.isps().count() < FEWEST_ISPS
                    || scenario.faults().size() < FEWEST_FAULTS
                    || kinds < FEWEST_KINDS) {
                wrong.add(report.isps().count() + " ISPs under "
                        + scenario.faults().size() + " faults of " + kinds + " kinds show little");
            }
        } catch (HypervisorException | RuntimeException e) {
            wrong.add(e + " at " + List.of(e.getStackTrace()).subList(0, Math.min(6, e.getStackTrace().length)));
        }
        return wrong.isEmpty() ? "" : "seed " + seed + ": " + wrong;
    }
}
