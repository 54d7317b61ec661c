package org.farandole.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.farandole.placement.check.PlanChecker;
import org.farandole.placement.plan.Action;
import org.farandole.placement.plan.Plan;
import org.farandole.placement.plan.Progress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plans that fail halfway, again and again. A seed that fails is in the message; {@link Seeds} says how to try others. */
final class ReplanPropertyTest {

    private static final Limits LIMITS = new Limits(7, 200_000, Duration.ofMinutes(1));
    private static final int MOST_ROUNDS = 40;
    private final Planner planner = new Planner(() -> 0);

    /** What actions make of a problem. */
    private record State(Problem problem, Set<String> suspended) {

        State after(Action action) {
            Set<String> asleep = new HashSet<>(suspended);
            return switch (action) {
                case Action.Migrate migrate -> new State(moved(migrate.vm(), migrate.destination()), asleep);
                case Action.Suspend suspend -> {
                    asleep.add(suspend.vm());
                    yield new State(problem, asleep);
                }
                case Action.Resume resume -> {
                    asleep.remove(resume.vm());
                    yield new State(moved(resume.vm(), resume.node()), asleep);
                }
                case Action.PowerOn on -> new State(switched(on.node(), true), asleep);
                case Action.PowerOff off -> new State(switched(off.node(), false), asleep);
            };
        }

        private Problem moved(String name, String host) {
            return new Problem(
                    problem.goal(),
                    problem.nodes(),
                    problem.vms().stream()
                            .map(vm -> vm.name().equals(name) ? vm.on(host) : vm)
                            .toList(),
                    problem.rules(),
                    problem.terms());
        }

        private Problem switched(String name, boolean on) {
            return problem.withNodes(problem.nodes().stream()
                    .map(node -> !node.name().equals(name) ? node : on ? node.awake() : node.off())
                    .toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void howeverOftenActionsFailTheNextPlanIsLawfulAndTheLastReachesTheGoal(Goal goal) {
        Seeds.of(400).forEach(seed -> {
            for (Kind kind : Kind.values()) {
                Objective objective = Objective.values()[(int) Math.floorMod(seed, 2L)];
                Problem problem = kind.problem(goal, objective, seed);
                assertThat(faults(problem, new Random(seed * 0x9E3779B97F4A7C15L)))
                        .as("seed %d, %s: %s", seed, kind, problem)
                        .isEmpty();
            }
        });
    }

    /** Of the way to the end of it all. */
    private List<String> faults(Problem problem, Random random) {
        State state = new State(problem, Set.of());
        Result result = planner.plan(problem, LIMITS);
        List<String> faults = new ArrayList<>();
        for (int round = 0; round < MOST_ROUNDS && faults.isEmpty(); round++) {
            if (!(result instanceof Result.Planned planned)) {
                return faults;
            }
            Set<Integer> done = new HashSet<>();
            Set<Integer> failed = new HashSet<>();
            int inTenFail = round < MOST_ROUNDS / 2 ? 3 : 0;
            for (int number : attempted(planned.plan(), random, inTenFail, failed)) {
                done.add(number);
                state = state.after(planned.plan().actions().get(number));
            }
            if (failed.isEmpty()) {
                return atTheEnd(state);
            }
            Progress progress = new Progress(planned.plan(), done, failed);
            if (!progress.suspended().equals(state.suspended())) {
                faults.add("suspended: " + progress.suspended() + ", not " + state.suspended());
            }
            result = planner.replan(state.problem(), progress, LIMITS);
            faults.addAll(faultsOf(state, result));
        }
        return faults;
    }

    private List<String> atTheEnd(State state) {
        List<String> faults = new ArrayList<>();
        state.suspended().forEach(vm -> faults.add(vm + " is left suspended"));
        boolean costs =
                state.problem().goal() == Goal.CONSOLIDATE || state.problem().goal() == Goal.BALANCE;
        if (!costs && planner.plan(state.problem(), LIMITS) instanceof Result.NoPlan none) {
            faults.add("the goal is not reached: " + none.cause());
        }
        return faults;
    }

    /** The actions that succeed, in some order that the plan allows; after the first that fails, none begins. */
    private static List<Integer> attempted(Plan plan, Random random, int inTenFail, Set<Integer> failed) {
        List<Integer> done = new ArrayList<>();
        while (failed.isEmpty() && done.size() < plan.actions().size()) {
            List<Integer> ready = IntStream.range(0, plan.actions().size())
                    .filter(number -> !done.contains(number))
                    .filter(number ->
                            done.containsAll(plan.actions().get(number).after()))
                    .boxed()
                    .toList();
            int next = ready.get(random.nextInt(ready.size()));
            if (random.nextInt(10) < inTenFail) {
                failed.add(next);
            } else {
                done.add(next);
            }
        }
        return done;
    }

    /** The checker knows no VMs that are suspended beforehand: they are suspended before all else. */
    private static List<String> faultsOf(State state, Result result) {
        if (!(result instanceof Result.Planned planned)) {
            return List.of();
        }
        List<String> asleep = state.suspended().stream().sorted().toList();
        Problem problem = state.problem();
        List<Vm> vms = problem.vms().stream()
                .map(vm -> asleep.contains(vm.name()) ? vm.suspendable() : vm)
                .toList();
        Problem checked = new Problem(problem.goal(), problem.nodes(), vms, problem.rules(), problem.terms());
        List<Action> actions = new ArrayList<>();
        vms.stream()
                .filter(vm -> asleep.contains(vm.name()))
                .forEach(vm -> actions.add(
                        new Action.Suspend(vm.name(), vm.host(), Duration.ZERO, List.of(), "suspended before")));
        for (Action action : planned.plan().actions()) {
            actions.add(action.after(IntStream.concat(
                            IntStream.range(0, asleep.size()),
                            action.after().stream().mapToInt(number -> number + asleep.size()))
                    .boxed()
                    .toList()));
        }
        List<String> faults =
                PlanChecker.faults(checked, new Plan(actions, planned.plan().gainCpuPercent()));
        return asleep.isEmpty()
                ? faults
                : faults.stream()
                        .filter(fault -> !fault.startsWith("nothing was wrong"))
                        .toList();
    }
}
