package org.farandole.placement.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.farandole.placement.Goal;
import org.farandole.placement.Node;
import org.farandole.placement.plan.Action;
import org.farandole.placement.rule.Rule;
import org.jspecify.annotations.Nullable;

/** Nodes are woken where that is allowed and before anything enters, and switched off when empty and where that is of use. */
final class PowerFaults {

    private final Given given;
    private final Journeys journeys;
    private final Order order;
    private final Map<String, Integer> wakings = new HashMap<>();
    private final Map<String, Integer> endings = new HashMap<>();

    PowerFaults(Given given, List<Action> actions, Journeys journeys, Order order, List<String> faults) {
        this.given = given;
        this.journeys = journeys;
        this.order = order;
        for (int number = 0; number < actions.size(); number++) {
            if (actions.get(number) instanceof Action.PowerOn on && wakings.put(on.node(), number) != null) {
                faults.add(on.node() + " is woken twice");
            }
            if (actions.get(number) instanceof Action.PowerOff off && endings.put(off.node(), number) != null) {
                faults.add(off.node() + " is switched off twice");
            }
        }
    }

    void addTo(List<String> faults) {
        for (Node node : given.nodes.values()) {
            boolean off = node.power() == Node.Power.OFF;
            Integer waking = wakings.get(node.name());
            Integer ending = endings.get(node.name());
            if (waking != null) {
                checkWaking(node, faults);
            }
            if (off) {
                checkArrivals(node, waking, faults);
            }
            if (ending != null) {
                checkEnding(node, ending, faults);
            }
        }
    }

    /** Of a plan that claims to reach the goal. */
    void addGoalFaults(List<String> faults) {
        if (given.problem.goal() == Goal.CONSOLIDATE) {
            checkLeftOn(faults);
        }
        Set<String> on = new HashSet<>(given.onBefore());
        on.addAll(wakings.keySet());
        on.removeAll(endings.keySet());
        long tooMany = given.tooManyOn(on, Set.copyOf(journeys.hostsAfter().values()));
        if (tooMany > 0) {
            faults.add(tooMany + " nodes stay on that rules want off");
        }
    }

    private void checkWaking(Node node, List<String> faults) {
        Goal goal = given.problem.goal();
        boolean allowed = given.problem.terms().wake() && (goal == Goal.RELIEVE || goal == Goal.EVACUATE);
        if (node.power() == Node.Power.ON) {
            faults.add(node.name() + " is woken and is on");
        }
        if (!allowed && !given.keptOn(node.name())) {
            faults.add(node.name() + " must not be woken");
        }
        if (journeys.on(node.name()).isEmpty() && !given.keptOn(node.name())) {
            faults.add(node.name() + " is woken for nothing");
        }
    }

    private void checkArrivals(Node node, @Nullable Integer waking, List<String> faults) {
        for (Stay stay : journeys.on(node.name())) {
            if (waking == null || !order.isBefore(waking, stay.arrival())) {
                faults.add(stay.vm() + " may enter " + node.name() + " while it is off");
            }
        }
    }

    private void checkEnding(Node node, int ending, List<String> faults) {
        if (node.power() == Node.Power.OFF) {
            faults.add(node.name() + " is switched off and was off");
        }
        if (node.draining() || node.heldBy() != null || given.keptOn(node.name())) {
            faults.add(node.name() + " must not be switched off");
        }
        if (given.problem.goal() != Goal.CONSOLIDATE && !wantedOff(node.name())) {
            faults.add(node.name() + " is switched off for nothing");
        }
        for (Stay stay : journeys.on(node.name())) {
            if (stay.departure() == Stay.NONE || !order.isBefore(stay.departure(), ending)) {
                faults.add(stay.vm() + " may be on " + node.name() + " when it is switched off");
            }
        }
    }

    /** A rule wants fewer nodes on, this one among them. */
    private boolean wantedOff(String node) {
        return given.problem.rules().stream()
                .anyMatch(rule ->
                        rule instanceof Rule.MaxOnline online && online.nodes().contains(node)
                                || rule instanceof Rule.Offline offline
                                        && offline.nodes().contains(node));
    }

    /** Consolidation leaves the reserve on and empty, where there are so many, and switches all others off. */
    private void checkLeftOn(List<String> faults) {
        List<String> left = new ArrayList<>();
        Set<String> used = Set.copyOf(journeys.hostsAfter().values());
        for (Node node : given.nodes.values()) {
            boolean ours = node.power() == Node.Power.ON && !node.draining() && node.heldBy() == null;
            if (ours && !used.contains(node.name()) && !endings.containsKey(node.name())) {
                left.add(node.name());
            }
        }
        int reserve = given.problem.terms().reserve();
        List<String> others = left.stream().filter(node -> !given.keptOn(node)).toList();
        if (others.size() > reserve) {
            faults.add("of " + others + ", all empty, only " + reserve + " are to stay on");
        }
        if (left.size() < reserve && endings.keySet().stream().anyMatch(node -> !wantedOff(node))) {
            faults.add(left.size() + " empty nodes stay on, " + reserve + " should");
        }
    }
}
