package org.farandole.dvms;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;

/**
 * When a plan for an overload is good enough for a small partition. To ask one more node takes milliseconds, a migration seconds;
 * and nodes that a plan leaves almost full are overloaded again soon. So a leader with fewer members than these asks on, unless its
 * plan has the fewest migrations that any could have and leaves room on all nodes that it touches. What it has stays its plan if
 * nobody is left to ask.
 *
 * @param members with so many it takes the plan as it is; 0 or 1 for any plan at once
 * @param roomPercent of a node's capacity
 */
public record Patience(int members, int roomPercent) {

    /** Any plan will do, as in the paper. */
    public static final Patience NONE = new Patience(0, 0);

    public Patience {
        if (members < 0 || roomPercent < 0 || roomPercent > 100) {
            throw new IllegalArgumentException(
                    "Patience up to " + members + " members, for " + roomPercent + " % of room: 0 or more, 0 to 100");
        }
    }

    /** Whether a plan computed from these states, which relieves all of them, is taken. */
    boolean takes(Collection<NodeState> states, Proposal.Actions plan) {
        return states.size() >= members
                || (plan.actions().size() <= fewestMigrations(states) && leavesRoom(states, plan));
    }

    /** No plan has fewer: so many VMs must leave the overloaded nodes. */
    private static int fewestMigrations(Collection<NodeState> states) {
        int fewest = 0;
        for (NodeState state : states) {
            int tooMuch = state.cpuDemandPercent() - state.capacity().cpuPercent();
            List<Integer> largestFirst = state.vms().stream()
                    .map(NodeState.VmDemand::cpuDemandPercent)
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (int i = 0; tooMuch > 0 && i < largestFirst.size(); i++) {
                tooMuch -= largestFirst.get(i);
                fewest++;
            }
        }
        return fewest;
    }

    private boolean leavesRoom(Collection<NodeState> states, Proposal.Actions plan) {
        Map<NodeName, Integer> change = new HashMap<>();
        Map<VmName, Integer> demands = new HashMap<>();
        states.forEach(
                state -> state.vms().forEach(vm -> demands.put(vm.placed().vm(), vm.cpuDemandPercent())));
        Set<NodeName> touched = new HashSet<>();
        for (Action action : plan.actions()) {
            switch (action) {
                case Action.Migrate move -> {
                    int demand = demands.getOrDefault(move.vm(), 0);
                    change.merge(move.source(), -demand, Integer::sum);
                    change.merge(move.destination(), demand, Integer::sum);
                    touched.add(move.source());
                    touched.add(move.destination());
                }
            }
        }
        return states.stream()
                .filter(state -> touched.contains(state.node()))
                .allMatch(state -> 100L * (state.cpuDemandPercent() + change.getOrDefault(state.node(), 0))
                        <= (100L - roomPercent) * state.capacity().cpuPercent());
    }
}
