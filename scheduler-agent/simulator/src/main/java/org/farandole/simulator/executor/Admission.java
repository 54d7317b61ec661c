package org.farandole.simulator.executor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.RingMessage.Refused.Reason;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.jspecify.annotations.Nullable;

/** Whether a plan may be carried out (PROTOCOL E2), in the order of vm-service's questions. */
final class Admission {

    /** @param stale the nodes that the leader was wrong about: each is told its state */
    record Refusal(Reason reason, String detail, Set<NodeName> stale) {}

    private final Decision.Plan plan;
    private final Function<NodeName, @Nullable HeldNode> nodes;
    private final boolean comparesFences;

    Admission(Decision.Plan plan, Function<NodeName, @Nullable HeldNode> nodes, boolean comparesFences) {
        this.plan = plan;
        this.nodes = nodes;
        this.comparesFences = comparesFences;
    }

    /** None: it may. */
    @Nullable
    Refusal refusal() {
        Set<NodeName> stale = stale();
        String wrong = malformed();
        if (wrong != null) {
            return new Refusal(Reason.NODE, wrong, stale);
        }
        if (comparesFences && !stale.isEmpty()) {
            return new Refusal(Reason.FENCE, "the fences of " + stale + " moved, or a plan holds them", stale);
        }
        String misplaced = misplaced();
        return misplaced == null ? null : new Refusal(Reason.NODE, misplaced, stale);
    }

    private Set<NodeName> stale() {
        Set<NodeName> stale = new TreeSet<>();
        plan.fences().forEach((name, fence) -> {
            HeldNode node = nodes.apply(name);
            if (node != null && !(node.plan() == null && node.fence().equals(fence))) {
                stale.add(name);
            }
        });
        return stale;
    }

    private @Nullable String malformed() {
        for (NodeName name : new TreeSet<>(plan.fences().keySet())) {
            HeldNode node = nodes.apply(name);
            if (node == null) {
                return "node " + name + " is not known";
            }
            if (node.lost()) {
                return "node " + name + " is lost";
            }
        }
        for (int i = 0; i < plan.actions().size(); i++) {
            int number = i;
            Action action = plan.actions().get(i);
            if (action.after().stream().anyMatch(before -> before < 0 || before >= number)) {
                return "action " + i + " waits for one that is not before it";
            }
            List<NodeName> used = switch (action) {
                case Action.Migrate move -> List.of(move.source(), move.destination());
                case Action.PowerOff off -> List.of(off.node());
            };
            if (!plan.fences().keySet().containsAll(used)) {
                return "action " + i + " uses a node that is not in the plan";
            }
        }
        return null;
    }

    /** Every moved VM runs where the plan says; one that moves twice waits for its first move. */
    private @Nullable String misplaced() {
        Map<VmName, Integer> lastMoves = new HashMap<>();
        for (int i = 0; i < plan.actions().size(); i++) {
            if (!(plan.actions().get(i) instanceof Action.Migrate move)) {
                continue;
            }
            Integer earlier = lastMoves.put(move.vm(), i);
            HeldNode source = nodes.apply(move.source());
            if (earlier == null && (source == null || !source.has(move.vm()))) {
                return "VM " + move.vm() + " is not on " + move.source();
            }
            if (earlier != null && !(comesFrom(earlier, move) && waits(i, earlier))) {
                return "action " + i + " moves VM " + move.vm() + " again, but not after action " + earlier;
            }
        }
        return null;
    }

    private boolean comesFrom(int earlier, Action.Migrate move) {
        return ((Action.Migrate) plan.actions().get(earlier)).destination().equals(move.source());
    }

    private boolean waits(int action, int forAction) {
        Set<Integer> reached = new HashSet<>();
        List<Integer> open =
                new java.util.ArrayList<>(plan.actions().get(action).after());
        while (!open.isEmpty()) {
            int next = open.removeLast();
            if (reached.add(next)) {
                open.addAll(plan.actions().get(next).after());
            }
        }
        return reached.contains(forAction);
    }
}
