package org.farandole.vm.execution;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Decision.Plan;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.Mode;
import org.farandole.contracts.dvms.RingMessage.Refused.Reason;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.vm.life.Vm;
import org.farandole.vm.life.VmState;
import org.farandole.vm.node.Node;

/**
 * Whether a plan may be carried out (PROTOCOL E2): only if nothing happened to any of its nodes since their states were
 * read. Pure: it is given the nodes and VMs as they are, locked.
 */
public final class Admission {

    private Admission() {}

    /** The answer. */
    public sealed interface Verdict {

        record Admitted() implements Verdict {}

        /** @param stale the nodes that the leader was wrong about: each is told its state */
        record Refused(Reason reason, String detail, Set<NodeName> stale) implements Verdict {
            public Refused {
                Objects.requireNonNull(reason, "reason");
                Objects.requireNonNull(detail, "detail");
                stale = Set.copyOf(stale);
            }
        }
    }

    /**
     * @param nodes those of the plan's nodes that are known
     * @param vms those of the moved VMs that are known
     */
    public static Verdict decide(Plan plan, Map<NodeName, Node> nodes, Map<VmName, Vm> vms, Mode.Kind mode) {
        Set<NodeName> stale = stale(plan, nodes);
        if (mode == Mode.Kind.ADVISE) {
            return new Verdict.Refused(Reason.ADVISED, "advise mode: decisions are not carried out", stale);
        }
        return malformed(plan)
                .or(() -> unusable(plan, nodes))
                .map(detail -> refused(Reason.NODE, detail, stale))
                .or(() -> stale.isEmpty()
                        ? Optional.empty()
                        : Optional.of(refused(Reason.FENCE, fences(plan, nodes, stale), stale)))
                .or(() -> misplaced(plan, nodes, vms).map(detail -> refused(Reason.NODE, detail, stale)))
                .orElseGet(Verdict.Admitted::new);
    }

    /** A person moves a VM from or to one of its nodes: that comes first. */
    static Verdict outranked(Plan plan, Map<NodeName, Node> nodes, Vm moving) {
        return refused(
                Reason.NODE,
                "VM " + moving.name() + " is on its way from " + moving.state().on() + ", as a person ordered",
                stale(plan, nodes));
    }

    private static Verdict refused(Reason reason, String detail, Set<NodeName> stale) {
        return new Verdict.Refused(reason, detail, stale);
    }

    private static Set<NodeName> stale(Plan plan, Map<NodeName, Node> nodes) {
        Set<NodeName> stale = new TreeSet<>();
        plan.fences().forEach((name, fence) -> {
            Node node = nodes.get(name);
            if (node != null && !(node.idle() && node.fence().equals(fence))) {
                stale.add(name);
            }
        });
        return stale;
    }

    private static String fences(Plan plan, Map<NodeName, Node> nodes, Set<NodeName> stale) {
        Map<NodeName, String> differences = new TreeMap<>();
        for (NodeName name : stale) {
            Node node = Objects.requireNonNull(nodes.get(name), "node");
            Fence wanted = plan.fences().get(name);
            differences.put(
                    name, node.idle() ? wanted + " is now " + node.fence() : wanted + ", held by " + node.heldBy());
        }
        return "fences differ: " + differences;
    }

    /** What no state of the platform could make right. */
    private static Optional<String> malformed(Plan plan) {
        List<Action> actions = plan.actions();
        for (int i = 0; i < actions.size(); i++) {
            int number = i;
            Optional<Integer> wrong = actions.get(i).after().stream()
                    .filter(before -> before < 0 || before >= number)
                    .findFirst();
            if (wrong.isPresent()) {
                return Optional.of("action " + i + " waits for action " + wrong.get() + ", which is not before it");
            }
            switch (actions.get(i)) {
                case Action.Migrate move -> {
                    for (NodeName end : List.of(move.source(), move.destination())) {
                        if (!plan.fences().containsKey(end)) {
                            return Optional.of("action " + i + " uses node " + end + ", which is not in the plan");
                        }
                    }
                }
                case Action.PowerOff off -> {
                    if (!plan.fences().containsKey(off.node())) {
                        return Optional.of("action " + i + " uses node " + off.node() + ", which is not in the plan");
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> unusable(Plan plan, Map<NodeName, Node> nodes) {
        for (NodeName name : new TreeSet<>(plan.fences().keySet())) {
            Node node = nodes.get(name);
            if (node == null) {
                return Optional.of("node " + name + " is not known");
            }
            if (node.lost()) {
                return Optional.of("node " + name + " is lost");
            }
            if (node.readyFor() == null) {
                return Optional.of("node " + name + " is not a hypervisor at present");
            }
        }
        return Optional.empty();
    }

    /** Every moved VM runs where the plan says; one that moves twice waits for its first move. */
    private static Optional<String> misplaced(Plan plan, Map<NodeName, Node> nodes, Map<VmName, Vm> vms) {
        Map<VmName, NodeName> places = new HashMap<>();
        Map<VmName, Integer> lastMoves = new HashMap<>();
        for (int i = 0; i < plan.actions().size(); i++) {
            switch (plan.actions().get(i)) {
                case Action.Migrate move -> {
                    Vm vm = vms.get(move.vm());
                    if (vm == null) {
                        return Optional.of("there is no VM " + move.vm());
                    }
                    Node destination = Objects.requireNonNull(nodes.get(move.destination()), "destination");
                    if (!vm.description().reservation().equals(destination.readyFor())) {
                        return Optional.of(
                                "VM " + move.vm() + " is of " + vm.description().reservation() + ", node "
                                        + move.destination() + " of " + destination.readyFor());
                    }
                    Integer earlier = lastMoves.put(move.vm(), i);
                    if (earlier == null && !vm.state().equals(new VmState.Running(move.source()))) {
                        return Optional.of("VM " + move.vm() + " is "
                                + vm.state().phase() + " on " + vm.state().on() + ", not running on " + move.source());
                    }
                    if (earlier != null
                            && !(move.source().equals(places.get(move.vm())) && waits(plan.actions(), i, earlier))) {
                        return Optional.of("action " + i + " moves VM " + move.vm() + " again, but not after action "
                                + earlier + " from where that one takes it");
                    }
                    places.put(move.vm(), move.destination());
                }
                case Action.PowerOff _ -> {}
            }
        }
        return Optional.empty();
    }

    private static boolean waits(List<Action> actions, int action, int forAction) {
        Set<Integer> reached = new HashSet<>();
        List<Integer> open = new java.util.ArrayList<>(actions.get(action).after());
        while (!open.isEmpty()) {
            int next = open.removeLast();
            if (reached.add(next)) {
                open.addAll(actions.get(next).after());
            }
        }
        return reached.contains(forAction);
    }
}
