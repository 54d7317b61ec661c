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
import org.farandole.contracts.node.Resource;

/** A small solver: it moves the smallest VMs of the node with the problem to the first member that has what is scarce. */
record Greedy(Resource scarce) implements ModelSolver {

    static final Duration MIGRATION = Duration.ofSeconds(10);

    Greedy() {
        this(Resource.CPU);
    }

    @Override
    public Proposal solve(Priority priority, List<NodeState> states) {
        NodeState own = states.stream()
                .filter(state -> state.node().equals(priority.node()))
                .findFirst()
                .orElseThrow();
        long tooMuch = priority.problem() == ProblemClass.RELIEVE
                ? own.demand(scarce) - own.capacity().of(scarce)
                : own.demand(scarce) + 1;
        if (tooMuch <= 0 || own.vms().isEmpty()) {
            return new Proposal.NothingToDo();
        }
        Map<NodeName, Long> free = new HashMap<>();
        states.stream()
                .filter(state -> !state.draining() && !state.node().equals(own.node()))
                .forEach(state -> free.put(state.node(), state.capacity().of(scarce) - state.demand(scarce)));
        List<Action> moves = new ArrayList<>();
        long moved = 0;
        List<VmDemand> smallestFirst = own.vms().stream()
                .sorted(Comparator.comparingInt((VmDemand vm) -> vm.demand(scarce))
                        .thenComparing(vm -> vm.placed().vm()))
                .toList();
        for (VmDemand vm : smallestFirst) {
            NodeName to = moved >= tooMuch ? null : firstWith(free, vm.demand(scarce), states);
            if (to != null) {
                free.merge(to, (long) -vm.demand(scarce), Long::sum);
                moves.add(new Action.Migrate(
                        vm.placed().vm(), own.node(), to, MIGRATION, List.of(), "the first with room"));
                moved += vm.demand(scarce);
            }
        }
        boolean done = priority.problem() == ProblemClass.RELIEVE
                ? moved >= tooMuch
                : moves.size() == own.vms().size();
        if (done) {
            return new Proposal.Actions(moves, gain(moved, tooMuch), false);
        }
        return new Proposal.NoPlan(
                "no room", moves.isEmpty() ? null : new Proposal.Actions(moves, gain(moved, tooMuch), true));
    }

    /** Told of CPU alone. */
    private int gain(long moved, long tooMuch) {
        return scarce == Resource.CPU ? (int) Math.min(moved, tooMuch) : 0;
    }

    private static NodeName firstWith(Map<NodeName, Long> free, int amount, List<NodeState> states) {
        return states.stream()
                .map(NodeState::node)
                .filter(node -> free.getOrDefault(node, -1L) >= amount)
                .findFirst()
                .orElse(null);
    }
}
