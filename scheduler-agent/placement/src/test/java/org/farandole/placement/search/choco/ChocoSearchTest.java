package org.farandole.placement.search.choco;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.LongStream;
import org.farandole.placement.Goal;
import org.farandole.placement.Limits;
import org.farandole.placement.Objective;
import org.farandole.placement.Problem;
import org.farandole.placement.TinyInstances;
import org.farandole.placement.search.Arrangement;
import org.farandole.placement.search.Effort;
import org.farandole.placement.search.Instance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against trying everything. A seed that fails is in the message; {@code -Dplacement.seed=N} begins elsewhere. */
final class ChocoSearchTest {

    private static final long FIRST = Long.getLong("placement.seed", 0);
    private static final int SEEDS_A_BLOCK = 25;

    static LongStream blocks() {
        return LongStream.range(FIRST, FIRST + 8);
    }

    static Measure measure(Goal goal) {
        return switch (goal) {
            case RELIEVE -> Measure.NODES_WOKEN;
            case EVACUATE -> Measure.NONE;
            case CONSOLIDATE -> Measure.NODES_IN_USE;
            case BALANCE -> Measure.IMBALANCE;
        };
    }

    @ParameterizedTest(name = "seeds from {0} x 25")
    @MethodSource("blocks")
    void theBestOfAllIsFoundAndProved(long block) {
        for (long seed = block * SEEDS_A_BLOCK; seed < (block + 1) * SEEDS_A_BLOCK; seed++) {
            for (Goal goal : Goal.values()) {
                for (Objective objective : Objective.values()) {
                    Instance instance = new Instance(TinyInstances.roomy(goal, objective, seed));
                    Arrangement at = new Arrangement(instance);
                    check(at, measure(goal), Neighbourhood.wholeWaking(instance), Bounds.NONE, Ordering.ANY, seed);
                }
            }
        }
    }

    @ParameterizedTest(name = "seeds from {0} x 25")
    @MethodSource("blocks")
    void whatIsNotFreeStaysAndWhatHasNoOrderIsPassedOver(long block) {
        for (long seed = block * SEEDS_A_BLOCK; seed < (block + 1) * SEEDS_A_BLOCK; seed++) {
            Random random = new Random(seed);
            Goal goal = Goal.values()[random.nextInt(4)];
            Instance instance =
                    new Instance(TinyInstances.ofEverything(goal, Objective.values()[random.nextInt(2)], seed));
            Arrangement at = new Arrangement(instance);
            BitSet free = new BitSet();
            for (int vm = 0; vm < instance.vmCount(); vm++) {
                free.set(vm, random.nextInt(3) > 0);
                int node = random.nextInt(instance.nodeCount());
                if (random.nextInt(3) == 0 && instance.mayGo(vm, node)) {
                    at.move(vm, node);
                }
            }
            Bounds below = random.nextBoolean() ? Bounds.NONE : Bounds.of(measure(goal), at);
            check(at, measure(goal), new Neighbourhood(free, instance.open), below, new Whims(seed), seed);
        }
    }

    private static void check(
            Arrangement at, Measure measure, Neighbourhood free, Bounds below, Ordering ordering, long seed) {
        Problem problem = at.instance.problem;
        Bounds best = EveryArrangement.best(at, measure, free, below, ordering);

        Answer answer =
                new ChocoSearch(at.instance, measure, ordering, effort()).improve(at, free, below, Long.MAX_VALUE);

        switch (answer) {
            case Answer.Found found -> {
                assertThat(new Bounds(found.measure(), found.price()))
                        .as("seed %d: %s", seed, problem)
                        .isEqualTo(best);
                assertThat(found.proved()).as("seed %d: proved", seed).isTrue();
            }
            case Answer.None ignored ->
                assertThat(best).as("seed %d: %s", seed, problem).isEqualTo(below);
            case Answer.Unknown ignored -> throw new AssertionError("seed " + seed + ": not proved");
        }
    }

    private static Effort effort() {
        return new Effort(new Limits(7, 1_000_000, Duration.ofMinutes(10)), () -> 0);
    }

    /** Some arrangements cannot be reached, some by a detour only; but alike ones alike, as the real one has it. */
    private record Whims(long seed) implements Ordering {
        @Override
        public long price(Arrangement at, long measure) {
            int mood = Math.floorMod((int) (31 * at.price + 17 * measure + seed), 7);
            long price = at.price + at.penalty;
            return mood == 0 ? IMPOSSIBLE : mood == 1 ? price + price / 3 : price;
        }
    }
}
