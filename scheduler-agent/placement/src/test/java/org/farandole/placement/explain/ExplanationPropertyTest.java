package org.farandole.placement.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.farandole.placement.Goal;
import org.farandole.placement.Limits;
import org.farandole.placement.Node;
import org.farandole.placement.Objective;
import org.farandole.placement.Planner;
import org.farandole.placement.Problem;
import org.farandole.placement.Result;
import org.farandole.placement.Seeds;
import org.farandole.placement.TinyInstances;
import org.farandole.placement.Vm;
import org.farandole.placement.check.Outcome;
import org.farandole.placement.plan.Action;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Of any answer to any problem. A seed that fails is in the message; {@link Seeds} says how to try others. */
final class ExplanationPropertyTest {

    private final Planner planner = new Planner(() -> 0);

    @ParameterizedTest
    @EnumSource
    void everyVmAndNodeHasAReasonAndTheChosenPlaceIsNeverBad(Goal goal) {
        Seeds.of(400).forEach(seed -> {
            for (Objective objective : Objective.values()) {
                Problem problem = seed % 3 == 0
                        ? TinyInstances.roomy(goal, objective, seed)
                        : TinyInstances.ofEverything(goal, objective, seed);
                long searchNodes = seed % 5 == 0 ? 2 : 100_000;
                Result result = planner.plan(problem, new Limits(seed, searchNodes, Duration.ofMinutes(1)));
                check(problem, result, "seed " + seed + ", " + objective + ": " + problem + " " + result);
            }
        });
    }

    private static void check(Problem problem, Result result, String which) {
        Map<String, String> hosts = Outcome.of(problem, actions(result)).hosts();
        Map<String, String> before = new HashMap<>();
        problem.vms().forEach(vm -> before.put(vm.name(), vm.host()));
        for (Vm vm : problem.vms()) {
            for (Node node : problem.nodes()) {
                Reason reason = Explanation.whyNot(problem, result, vm.name(), node.name());
                boolean there = node.name().equals(hosts.get(vm.name()));
                boolean moved = !before.get(vm.name()).equals(hosts.get(vm.name()));

                assertThat(reason.words()).as(which).isNotBlank();
                assertThat(reason.group()).as(which).isNotBlank();
                assertThat(reason instanceof Reason.Chosen)
                        .as("%s on %s is chosen, %s", vm.name(), node.name(), which)
                        .isEqualTo(there && moved);
                assertThat(reason instanceof Reason.There)
                        .as("%s on %s stays, %s", vm.name(), node.name(), which)
                        .isEqualTo(there && !moved);
                assertThat(result.account().proved() && reason instanceof Reason.NotSeen)
                        .as("%s on %s would be better than what is proved, %s", vm.name(), node.name(), which)
                        .isFalse();
            }
        }
        Explanation explanation = Explanation.of(problem, result);
        assertThat(explanation.steps()).as(which).hasSameSizeAs(actions(result));
        assertThat(explanation.lines()).as(which).noneMatch(String::isBlank);
    }

    private static List<Action> actions(Result result) {
        return switch (result) {
            case Result.Planned planned -> planned.plan().actions();
            case Result.NoPlan none ->
                none.best() == null ? List.of() : none.best().actions();
            case Result.NothingToDo _ -> List.of();
        };
    }
}
