package org.farandole.simulator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.simulator.Subject;
import org.farandole.simulator.scenario.FaultDraw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tests are tested: each flaw, put back, breaks an invariant within a few seeded runs, of which the protocol passes all.
 */
class FlawsAreCaughtTest {

    private static final int FLAWS = 17;

    static Stream<Flaw> flaws() {
        return Flaws.all();
    }

    @Test
    void eachHasItsNumber() {
        assertThat(flaws().map(flaw -> flaw.name().split(":", 2)[0]))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, FLAWS)
                        .mapToObj(String::valueOf)
                        .toList());
    }

    @ParameterizedTest(name = "flaw {0}")
    @MethodSource("flaws")
    void aFlawBreaksAnInvariant(Flaw flaw) throws HypervisorException {
        String broken = "nothing";
        long seed = 0;
        while (broken.equals("nothing") && seed < flaw.within()) {
            seed++;
            broken = FaultRuns.firstBroken(
                    FaultRuns.scenario(flaw.draw(), seed), flaw.subject().get());
        }
        assertThat(broken).as("flaw %s, seeds 1 to %d", flaw, seed).containsPattern("^(" + flaw.invariant() + "): ");
    }

    /** The seeds in which flaws are caught, and as many as any of them may take. */
    @ParameterizedTest(name = "{0}")
    @EnumSource(FaultDraw.class)
    void theProtocolPassesTheVerySameRuns(FaultDraw draw) {
        int most = flaws().filter(flaw -> flaw.draw() == draw)
                .mapToInt(Flaw::within)
                .max()
                .orElseThrow();
        assertThat(LongStream.rangeClosed(1, most).parallel().mapToObj(seed -> {
                    try {
                        return seed + ": " + FaultRuns.firstBroken(FaultRuns.scenario(draw, seed), Subject.PROTOCOL);
                    } catch (HypervisorException e) {
                        return seed + ": " + e;
                    }
                }))
                .allMatch(said -> said.endsWith(": nothing"));
    }
}
