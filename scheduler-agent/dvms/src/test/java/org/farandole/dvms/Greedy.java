package org.farandole.dvms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.NodeState.VmDemand;
import org.farandole.contracts.dvms.Priority;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.node.NodeName;

/** A small solver: it moves the smallest VMs of the node with the problem to the first member that has the CPU. */
final class Greedy implements ModelSolver {

    static final Duration MIGRATION = Duration.ofSeconds(10);

    @Override
    public Proposal solve(Priority priority, List<NodeState> states) {
        NodeState own = states.stream()
                .filter(state -> state.node().equals(priority.node()))
                .findFirst()
                .orElseThrow();
        int tooMuch = priority.problem() == ProblemClass.RELIEVE
                ? own.cpuDemandPercent() - own.capacity().cpuPercent()
                : own.cpuDemandPercent() + 1;
        if (tooMuch <= 0 || own.vms().isEmpty()) {
            return new Proposal.NothingToDo();
        }
        Map<NodeName, Integer> free = new HashMap<>();
        states.stream()
                .filter(state -> !state.draining() && !state.node().equals(own.node()))
                .forEach(state -> free.put(state.node(), state.capacity().cpuPercent() - state.cpuDemandPercent()));
        List<Action> moves = new ArrayList<>();
        int moved = 0;
        List<VmDemand> smallestFirst = own.vms().stream()
                .sorted(Comparator.comparingInt(VmDemand::cpuDemandPercent)
                        .thenComparing(vm -> vm.placed().vm()))
                .toList();
        for (VmDemand vm : smallestFirst) {
            NodeName to = moved >= tooMuch ? null : firstWith(free, vm.cpuDemandPercent(), states);
            if (to != null) {
                free.merge(to, -vm.cpuDemandPercent(), Integer::sum);
                moves.add(new Action.Migrate(
                        vm.placed().vm(), own.node(), to, MIGRATION, List.of(), "the first with room"));
                moved += vm.cpuDemandPercent();
            }
        }
        boolean done = priority.problem() == ProblemClass.RELIEVE
                ? moved >= tooMuch
                : moves.size() == own.vms().size();
        if (done) {
            return new Proposal.Actions(moves, Math.min(moved, tooMuch), false);
        }
        return new Proposal.NoPlan(
                "no room", moves.isEmpty() ? null : new Proposal.Actions(moves, Math.min(moved, tooMuch), true));
    }

    private static NodeName firstWith(Map<NodeName, Integer> free, int cpuPercent, List<NodeState> states) {
        return states.stream()
                .map(NodeState::node)
                .filter(node -> free.getOrDefault(node, -1) >= cpuPercent)
                .findFirst()
                .orElse(null);
    }
}
