package org.farandole.dvms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.dvms.RingMessage.Claim;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Seeded runs under faults; every invariant is checked after every event. Repeat one with {@code -Dfarandole.seed=N}, do more with
 * {@code -Dfarandole.seeds=5000}.
 */
class RandomRunsTest {

    static LongStream seeds() {
        String one = System.getProperty("farandole.seed");
        return one == null
                ? LongStream.range(0, Long.getLong("farandole.seeds", 150))
                : LongStream.of(Long.parseLong(one));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void lostAndRepeatedLetters(long seed) {
        VirtualRing ring = new RandomRun(seed, RandomRun.Faults.LETTERS, Agent::on, true).play();
        assertThat(ring.opened()).as("a run without an ISP shows nothing").isNotEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void crashesEarlyLeasesAndAllElse(long seed) {
        VirtualRing ring = new RandomRun(seed, RandomRun.Faults.ALL, Agent::on, true).play();
        assertThat(ring.opened()).as("a run without an ISP shows nothing").isNotEmpty();
    }

    @Test
    void whatCanBeSolvedIsSolvedOnceTheFaultsStop() {
        for (long seed = 5000; seed < 5020; seed++) {
            RandomRun run = new RandomRun(seed, RandomRun.Faults.ALL, Agent::on, true);
            run.play();
            VirtualRing ring = run.playOn();
            assertThat(ring.ended())
                    .as("seed %d", seed)
                    .extracting(IspEvent.Ended::outcome)
                    .contains(Outcome.SOLVED);
        }
    }

    @Test
    void oneSeedIsOneRun() {
        for (long seed : new long[] {3, 77, 1001}) {
            VirtualRing once = new RandomRun(seed, RandomRun.Faults.ALL, Agent::on, true).play();
            VirtualRing again = new RandomRun(seed, RandomRun.Faults.ALL, Agent::on, true).play();
            assertThat(once.trace())
                    .as("seed %d", seed)
                    .hasSizeGreaterThan(1000)
                    .isEqualTo(again.trace());
        }
    }

    /** Else the runs above would prove little: every outcome, merging included, occurs in them. */
    @Test
    void theRunsReachWhatMatters() {
        var outcomes = LongStream.range(0, 20)
                .boxed()
                .flatMap(seed -> new RandomRun(seed, RandomRun.Faults.ALL, Agent::on, true).play().ended().stream())
                .map(IspEvent.Ended::outcome)
                .toList();
        assertThat(outcomes)
                .contains(Outcome.SOLVED, Outcome.VANISHED, Outcome.MERGED, Outcome.FAILED, Outcome.WITHDRAWN);
        assertThat(new RandomRun(1, RandomRun.Faults.LETTERS, Agent::on, true)
                        .play()
                        .sent(Claim.class::isInstance))
                .isNotEmpty();
    }
}
