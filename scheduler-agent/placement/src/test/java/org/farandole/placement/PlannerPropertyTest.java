package org.farandole.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.farandole.placement.check.BruteForce;
import org.farandole.placement.check.BruteForce.Best;
import org.farandole.placement.check.Outcome;
import org.farandole.placement.rule.Rule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every problem. A seed that fails is in the message; {@link Seeds} says how to try others. */
final class PlannerPropertyTest {

    private static final Limits GENEROUS = new Limits(7, 200_000, Duration.ofMinutes(1));
    private final Planner planner = new Planner(() -> 0);

    @FunctionalInterface
    private interface Property {
        void holds(Problem problem, String which);
    }

    private static void everyTinyOne(Goal goal, int seeds, Property property) {
        Seeds.of(seeds).forEach(seed -> {
            for (Objective objective : Objective.values()) {
                for (Kind kind : Kind.values()) {
                    Problem problem = kind.problem(goal, objective, seed);
                    property.holds(problem, "seed " + seed + ", " + kind + ": " + problem);
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyAnswerIsLawfulAndTheBestThereIsAndProved(Goal goal) {
        everyTinyOne(goal, 500, (problem, which) -> {
            Result result = planner.plan(problem, GENEROUS);

            assertThat(Verdict.best(problem, result)).as(which).isEmpty();
            assertThat(result.account().proved()).as(which).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aSearchThatIsCutShortAnswersLawfullyAndClaimsNothingFalse(Goal goal) {
        everyTinyOne(goal, 150, (problem, which) -> {
            for (long searchNodes : new long[] {1, 2, 4, 8}) {
                Result result = planner.plan(problem, new Limits(3, searchNodes, Duration.ofMinutes(1)));

                assertThat(Verdict.best(problem, result))
                        .as("%d decisions, %s", searchNodes, which)
                        .isEmpty();
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void aPermutedProblemHasTheSameAnswer(Goal goal) {
        everyTinyOne(goal, 150, (problem, which) -> {
            Result result = planner.plan(problem, GENEROUS);

            assertThat(planner.plan(problem, GENEROUS)).as(which).isEqualTo(result);
            assertThat(planner.plan(Instances.permuted(problem, which.hashCode()), GENEROUS))
                    .as(which)
                    .isEqualTo(result);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aProblemWithOtherNamesCostsTheSame(Goal goal) {
        everyTinyOne(goal, 150, (problem, which) -> {
            Renaming renaming = new Renaming(problem);
            Result result = planner.plan(problem, GENEROUS);
            Result renamed = planner.plan(renaming.renamed(), GENEROUS);

            assertThat(renamed).as(which).isInstanceOf(result.getClass());
            assertThat(renamed.account().leastMoves())
                    .as(which)
                    .isEqualTo(result.account().leastMoves());
            assertThat(cost(renaming.renamed(), renamed)).as(which).isEqualTo(cost(problem, result));
        });
    }

    /** Not of balance, which measures shares of capacity, nor of soft rules, which a problem that is no more may leave broken. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BALANCE")
    void moreCapacityNeverCostsMore(Goal goal) {
        everyTinyOne(goal, 300, (ruled, which) -> {
            Problem problem = ruled.withRules(
                    ruled.rules().stream().filter(rule -> !rule.soft()).toList());
            Result result = planner.plan(problem, GENEROUS);
            Problem roomier = Instances.roomier(problem, which.hashCode());
            Result more = planner.plan(roomier, GENEROUS);

            if (!(result instanceof Result.NoPlan)) {
                assertThat(more).as(which).isNotInstanceOf(Result.NoPlan.class);
                Best before = cost(problem, result);
                Best after = cost(roomier, more);
                assertThat(after.measure()).as(which).isLessThanOrEqualTo(before.measure());
                if (after.measure() == before.measure()) {
                    assertThat(after.price()).as(which).isLessThanOrEqualTo(before.price());
                }
            }
        });
    }

    private static Best cost(Problem problem, Result result) {
        return switch (result) {
            case Result.Planned planned ->
                BruteForce.of(problem, Outcome.of(problem, planned.plan().actions()));
            case Result.NothingToDo _, Result.NoPlan _ -> BruteForce.of(problem, Outcome.of(problem, List.of()));
        };
    }

    @ParameterizedTest
    @EnumSource
    void onceInterruptedItAnswersSoonWithWhatItHas(Goal goal) {
        everyTinyOne(goal, 40, (problem, which) -> {
            for (int patience : new int[] {0, 1, 2, 5}) {
                AtomicLong asked = new AtomicLong();
                Limits limits = new Limits(7, 200_000, Duration.ofMinutes(1), () -> asked.incrementAndGet() > patience);

                Result result = planner.plan(problem, limits);

                assertThat(Verdict.best(problem, result))
                        .as("interrupted at %d, %s", patience, which)
                        .isEmpty();
                assertThat(asked.get()).as("asked, %s", which).isLessThan(patience + 200L);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void partitionsOfTheFieldAreAnsweredLawfullyAndTheSameAgain(Goal goal) {
        Seeds.of(3).forEach(seed -> {
            for (int nodes = 2; nodes <= 11; nodes += 3) {
                for (Problem problem : partitions(seed, nodes)) {
                    Problem aimed = aimed(problem, goal, seed);
                    Limits limits = new Limits(seed, 600, Duration.ofMinutes(1));
                    String which = "seed " + seed + ", " + nodes + " nodes: " + aimed;

                    Result result = planner.plan(aimed, limits);

                    assertThat(Verdict.lawful(aimed, result)).as(which).isEmpty();
                    assertThat(planner.plan(Instances.permuted(aimed, seed), limits))
                            .as(which)
                            .isEqualTo(result);
                }
            }
        });
    }

    private static List<Problem> partitions(long seed, int nodes) {
        return List.of(
                Instances.easy(seed, nodes),
                Instances.tight(seed, nodes),
                Instances.ruled(seed, nodes),
                Instances.swap(seed, nodes),
                Instances.sparse(seed, nodes),
                Instances.dimensions(seed, nodes));
    }

    /** At another goal, by turns of each objective; the first node drains where that is what is asked. */
    private static Problem aimed(Problem problem, Goal goal, long seed) {
        Node first = problem.nodes().getFirst();
        List<Node> nodes = problem.nodes().stream()
                .map(node -> goal == Goal.EVACUATE && node.equals(first) ? node.drained() : node)
                .toList();
        List<Rule> rules = problem.rules();
        Objective objective = Objective.values()[(int) Math.floorMod(seed, 2L)];
        return new Problem(
                goal,
                nodes,
                problem.vms(),
                rules,
                problem.terms().with(objective).reserving((int) Math.floorMod(seed, 3L)));
    }
}
