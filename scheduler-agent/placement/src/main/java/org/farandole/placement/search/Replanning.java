package org.farandole.placement.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.farandole.placement.Limits;
import org.farandole.placement.Problem;
import org.farandole.placement.Result;
import org.farandole.placement.Vm;
import org.farandole.placement.plan.Action;
import org.farandole.placement.plan.Plan;
import org.farandole.placement.plan.Progress;
import org.jspecify.annotations.Nullable;

/**
 * The next plan after one that was given up: from where the VMs are now, nobody to where it could not be brought, and nobody left
 * suspended. A suspended VM counts as if it ran where it was suspended, so it may go on there.
 */
public final class Replanning {

    private final Problem state;
    private final Progress progress;
    private final Set<String> suspended;

    /** @param state with each VM's host as it is now, a suspended one's where it was suspended */
    public Replanning(Problem state, Progress progress) {
        this.state = state;
        this.progress = progress;
        suspended = progress.suspended();
    }

    public Result answer(Limits limits, LongSupplier nanos) {
        List<Vm> vms = state.vms().stream().map(this::barred).toList();
        Problem next = new Problem(state.goal(), state.nodes(), vms, state.rules(), state.terms());
        return switch (new Planning(next, limits, nanos).answer()) {
            case Result.Planned planned -> new Result.Planned(resuming(planned.plan()), planned.account());
            case Result.NothingToDo nothing ->
                suspended.isEmpty()
                        ? nothing
                        : new Result.Planned(new Plan(resumptions(Set.of()), 0), nothing.account());
            case Result.NoPlan none -> new Result.NoPlan(none.cause(), nearest(none.best()), none.account());
        };
    }

    private Vm barred(Vm vm) {
        Set<String> not = new HashSet<>(vm.notTo());
        not.addAll(progress.missed(vm.name()));
        return new Vm(
                vm.name(),
                vm.host(),
                vm.demand(),
                vm.deviation(),
                vm.dirtyMiBPerSecond(),
                vm.coolDown(),
                not,
                vm.maySuspend() && !suspended.contains(vm.name()));
    }

    private @Nullable Plan nearest(@Nullable Plan best) {
        if (suspended.isEmpty()) {
            return best;
        }
        return best == null ? new Plan(resumptions(Set.of()), 0) : resuming(best);
    }

    /** The first move of a suspended VM is to go on at its destination. */
    private Plan resuming(Plan plan) {
        Set<String> seen = new HashSet<>();
        List<Action> actions = new ArrayList<>();
        for (Action action : plan.actions()) {
            actions.add(
                    action instanceof Action.Migrate migrate
                                    && suspended.contains(migrate.vm())
                                    && seen.add(migrate.vm())
                            ? new Action.Resume(
                                    migrate.vm(),
                                    migrate.destination(),
                                    migrate.estimate(),
                                    migrate.after(),
                                    migrate.why())
                            : action);
        }
        actions.addAll(resumptions(seen));
        return new Plan(actions, plan.gainCpuPercent());
    }

    private List<Action> resumptions(Set<String> resumed) {
        return state.vms().stream()
                .filter(vm -> suspended.contains(vm.name()) && !resumed.contains(vm.name()))
                .map(vm -> (Action) new Action.Resume(
                        vm.name(),
                        vm.host(),
                        state.terms().migrationTime().of(vm),
                        List.of(),
                        vm.name() + " was left suspended"))
                .toList();
    }
}
