package org.farandole.agent.solving;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.dvms.PlacedVm.Arrival;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.placement.Goal;
import org.farandole.placement.Migration;
import org.farandole.placement.MigrationTime;
import org.farandole.placement.Node;
import org.farandole.placement.Plan;
import org.farandole.placement.Problem;
import org.farandole.placement.Result;
import org.farandole.placement.Vm;
import org.jspecify.annotations.Nullable;

/** Between the protocol's words and the planner's. */
final class Translation {

    private Translation() {}

    static Problem problem(SolveInput input, Goal goal) {
        List<Node> nodes = new ArrayList<>();
        List<Vm> vms = new ArrayList<>();
        for (NodeState state : input.states()) {
            nodes.add(new Node(
                    state.node().value(),
                    state.capacity().cpuPercent(),
                    state.capacity().memoryMiB(),
                    state.draining()));
            state.vms().forEach(vm -> vms.add(vm(vm, state, input)));
        }
        return new Problem(goal, nodes, vms, MigrationTime.VMPLACES, input.leastGainCpuPercent());
    }

    /** A VM in its cool-down stays, unless its node is drained: then it goes anywhere but back. */
    private static Vm vm(NodeState.VmDemand vm, NodeState state, SolveInput input) {
        PlacedVm placed = vm.placed();
        Set<String> cameFrom = coolingDown(placed.arrival(), input);
        return new Vm(
                placed.vm().value(),
                state.node().value(),
                vm.cpuDemandPercent(),
                placed.size().memoryMiB(),
                cameFrom.isEmpty() || state.draining(),
                cameFrom);
    }

    /** Where a VM in its cool-down came from; empty for any other. */
    private static Set<String> coolingDown(@Nullable Arrival arrival, SolveInput input) {
        return arrival != null && arrival.at().plus(input.coolDown()).isAfter(input.at())
                ? Set.of(arrival.from().value())
                : Set.of();
    }

    static Proposal proposal(Result result) {
        return switch (result) {
            case Result.Planned planned -> actions(planned.plan(), false);
            case Result.NothingToDo _ -> new Proposal.NothingToDo();
            case Result.NoPlan none ->
                new Proposal.NoPlan(none.cause().words(), none.best() == null ? null : actions(none.best(), true));
        };
    }

    private static Proposal.Actions actions(Plan plan, boolean partial) {
        return new Proposal.Actions(
                plan.migrations().stream().map(Translation::action).toList(), plan.gainCpuPercent(), partial);
    }

    private static Action action(Migration migration) {
        return new Action.Migrate(
                new VmName(migration.vm()),
                new NodeName(migration.source()),
                new NodeName(migration.destination()),
                migration.estimate(),
                migration.after(),
                migration.why());
    }
}
