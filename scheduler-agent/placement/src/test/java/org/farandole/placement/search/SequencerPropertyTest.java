package org.farandole.placement.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.farandole.placement.search.Sequence.Kind;
import org.farandole.placement.search.Sequence.Step;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against an oracle that tries everything. A seed that fails is in the message; {@code -Dplacement.seed=N} begins elsewhere. */
final class SequencerPropertyTest {

    private static final long FIRST = Long.getLong("placement.seed", 0);
    private static final int EACH = 50;
    private static final int MOST_STEPS = 7;

    static LongStream blocks() {
        return LongStream.range(FIRST, FIRST + Long.getLong("placement.blocks", 20));
    }

    @ParameterizedTest(name = "block {0}")
    @MethodSource("blocks")
    void agreesWithAllThereIsToTry(long block) {
        for (long seed = block * EACH; seed < (block + 1) * EACH; seed++) {
            Optional<SequenceCases.Case> found = SequenceCases.of(seed, 6, seed % 2 == 0);
            if (found.isPresent()) {
                check(seed, found.get().instance(), found.get().hosts());
            }
        }
    }

    private static void check(long seed, Instance instance, int[] hosts) {
        SequenceOracle oracle = new SequenceOracle(instance);
        boolean kind = oracle.hasOrder(oracle.direct(hosts), true);
        boolean direct = kind || oracle.hasOrder(oracle.direct(hosts), false);
        OptionalLong least = oracle.leastPrice(hosts, false);

        Sequenced answer = new Sequencer(instance).of(hosts);

        assertThat(Sequencer.anyFirstMove(instance))
                .as("seed %d: any first move", seed)
                .isEqualTo(oracle.anyFirstMove());
        assertThat(answer.atLeast()).as("seed %d: at least", seed).isLessThanOrEqualTo(least.orElse(Sequenced.NEVER));
        switch (answer) {
            case Sequenced.Ordered ordered -> {
                checkLawful(seed, instance, hosts, ordered.sequence(), kind);
                checkPrice(seed, oracle, hosts, ordered, direct, least);
            }
            case Sequenced.Without without -> {
                assertThat(direct).as("seed %d: a direct order", seed).isFalse();
                assertThat(oracle.withOnePivot(hosts))
                        .as("seed %d: a pivot", seed)
                        .isEmpty();
                if (without.certain()) {
                    assertThat(oracle.leastPrice(hosts, true))
                            .as("seed %d: any order", seed)
                            .isEmpty();
                }
            }
        }
    }

    private static void checkLawful(long seed, Instance instance, int[] hosts, Sequence sequence, boolean kind) {
        assertThat(SequenceMoments.wrongWays(instance, hosts, sequence))
                .as("seed %d: %s", seed, sequence)
                .isEmpty();
        if (sequence.steps().size() <= MOST_STEPS) {
            assertThat(SequenceMoments.faults(instance, sequence, kind))
                    .as("seed %d: %s", seed, sequence)
                    .isEmpty();
        }
    }

    private static void checkPrice(
            long seed,
            SequenceOracle oracle,
            int[] hosts,
            Sequenced.Ordered ordered,
            boolean direct,
            OptionalLong least) {
        int moved = oracle.direct(hosts).size();
        boolean straight = ordered.sequence().steps().size() == moved;
        assertThat(straight).as("seed %d: direct", seed).isEqualTo(direct);
        boolean suspended = ordered.sequence().steps().stream().map(Step::kind).anyMatch(Kind.SUSPEND::equals);
        if (suspended) {
            assertThat(oracle.withOnePivot(hosts))
                    .as("seed %d: a pivot instead of a suspension", seed)
                    .isEmpty();
        } else {
            if (!direct && ordered.sequence().steps().size() == moved + 1) {
                assertThat(oracle.withOnePivot(hosts))
                        .as("seed %d: price", seed)
                        .hasValue(ordered.sequence().price());
            }
            if (ordered.cheapest()) {
                assertThat(least)
                        .as("seed %d: the least price", seed)
                        .hasValue(ordered.sequence().price());
            }
        }
    }
}
