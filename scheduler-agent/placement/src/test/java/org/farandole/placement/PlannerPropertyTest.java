package org.farandole.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.farandole.placement.check.PlanChecker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every problem. A seed that fails is in the message; {@code -Dplacement.seed=N} begins elsewhere. */
final class PlannerPropertyTest {

    private static final long FIRST = Long.getLong("placement.seed", 0);
    private static final Limits LIMITS = new Limits(7, 200_000, Duration.ofMinutes(1));
    private final Planner planner = new Planner(() -> 0);

    static LongStream seeds() {
        return LongStream.range(FIRST, FIRST + 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyPlanIsLawfulAndHasTheFewestMoves(long block) {
        for (long seed = block * 50; seed < (block + 1) * 50; seed++) {
            Problem problem = Instances.tiny(seed);
            OptionalInt fewest = BruteForce.fewestMoves(problem);

            Result result = planner.plan(problem, LIMITS);

            assertThat(result.account().proved()).as("seed %d: proved", seed).isTrue();
            switch (result) {
                case Result.Planned planned -> {
                    assertThat(PlanChecker.faults(problem, planned.plan()))
                            .as("seed %d", seed)
                            .isEmpty();
                    assertThat(planned.plan().migrations())
                            .as("seed %d: %s", seed, problem)
                            .hasSize(fewest.orElse(-1));
                    assertThat(planned.account().leastMoves())
                            .as("seed %d", seed)
                            .isLessThanOrEqualTo(fewest.orElse(-1));
                }
                case Result.NothingToDo _ ->
                    assertThat(fewest).as("seed %d", seed).hasValue(0);
                case Result.NoPlan none -> {
                    assertThat(fewest)
                            .as("seed %d: %s %s", seed, none.cause(), problem)
                            .isEmpty();
                    if (none.best() != null) {
                        assertThat(PlanChecker.faultsOfPartial(problem, none.best()))
                                .as("seed %d", seed)
                                .isEmpty();
                    }
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void partitionsOfTheFieldsLoadAreSolvedLawfully(long seed) {
        for (int nodes = 2; nodes <= 8; nodes++) {
            Problem problem = Instances.partition(seed, nodes);

            Result result = planner.plan(problem, LIMITS);

            if (result instanceof Result.Planned planned) {
                assertThat(PlanChecker.faults(problem, planned.plan()))
                        .as("seed %d, %d nodes", seed, nodes)
                        .isEmpty();
                assertThat(planned.plan().migrations())
                        .hasSizeGreaterThanOrEqualTo(planned.account().leastMoves());
            } else {
                assertThat(result).as("seed %d, %d nodes", seed, nodes).isInstanceOf(Result.NoPlan.class);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theOrderOfTheInputDoesNotMatter(long seed) {
        Problem problem = Instances.partition(seed, 4);

        Result result = planner.plan(problem, LIMITS);
        Result permuted = planner.plan(Instances.permuted(problem, seed), LIMITS);

        assertThat(permuted).as("seed %d", seed).isEqualTo(result);
    }

    @Test
    void theSameSeedAndLimitGiveTheSameAnswer() {
        Problem problem = Instances.partition(3, 8);

        Result once = planner.plan(problem, new Limits(5, 300, Duration.ofMinutes(1)));
        Result again = planner.plan(problem, new Limits(5, 300, Duration.ofMinutes(1)));

        assertThat(again).isEqualTo(once);
    }
}
