package org.farandole.dvms;

import java.util.Collection;
import java.util.Set;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Resource;

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
        return states.stream()
                .mapToInt(state -> state.capacity().bounded().stream()
                        .mapToInt(resource -> fewestToLeave(state, resource))
                        .max()
                        .orElse(0))
                .sum();
    }

    private static int fewestToLeave(NodeState state, Resource resource) {
        long tooMuch = state.demand(resource) - state.capacity().of(resource);
        if (tooMuch <= 0) {
            return 0;
        }
        int[] smallestFirst = state.vms().stream()
                .mapToInt(vm -> vm.demand(resource))
                .sorted()
                .toArray();
        int fewest = 0;
        while (tooMuch > 0 && fewest < smallestFirst.length) {
            fewest++;
            tooMuch -= smallestFirst[smallestFirst.length - fewest];
        }
        return fewest;
    }

    private boolean leavesRoom(Collection<NodeState> states, Proposal.Actions plan) {
        Set<NodeName> touched = Loads.touched(plan.actions());
        Loads after = Loads.after(plan.actions(), states);
        return states.stream()
                .filter(state -> touched.contains(state.node()))
                .allMatch(state -> state.capacity().bounded().stream()
                        .allMatch(resource -> 100 * after.demand(state, resource)
                                <= (100L - roomPercent) * state.capacity().of(resource)));
    }
}
