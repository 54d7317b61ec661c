package org.farandole.simulator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.farandole.hypervisor.HypervisorException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tests are tested: each flaw, put back, breaks an invariant within a few seeded runs. That the protocol passes those very runs is
 * {@link FaultSeedsTest}'s.
 */
class FlawsAreCaughtTest {

    private static final int WITHIN = 40;

    static Stream<Flaw> flaws() {
        return Flaws.all();
    }

    @ParameterizedTest(name = "flaw {0}")
    @MethodSource("flaws")
    void aFlawBreaksAnInvariant(Flaw flaw) throws HypervisorException {
        String broken = "nothing";
        long seed = 0;
        while (broken.equals("nothing") && seed < WITHIN) {
            seed++;
            broken = FaultRuns.firstBroken(
                    FaultRuns.scenario(flaw.draw(), seed), flaw.subject().get());
        }
        assertThat(broken).as("flaw %s, seeds 1 to %d", flaw, seed).startsWith(flaw.invariant());
    }
}
