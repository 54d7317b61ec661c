package org.farandole.placement.check;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.farandole.placement.Node;
import org.farandole.placement.Vm;
import org.farandole.placement.rule.Rule;

/** Who moves that must not, and who moves to where it must not. */
final class MoveFaults {

    private final Given given;
    private final Journeys journeys;
    private final List<Rule> hard;

    MoveFaults(Given given, Journeys journeys) {
        this.given = given;
        this.journeys = journeys;
        hard = given.problem.rules().stream().filter(rule -> !rule.soft()).toList();
    }

    void addTo(List<String> faults) {
        for (Vm vm : given.vms.values()) {
            List<Stay> stays = journeys.of(vm.name());
            if (stays.size() > 1) {
                checkLeaving(vm, faults);
                stays.stream().skip(1).forEach(stay -> checkEntering(vm, stay, faults));
            }
        }
    }

    private void checkLeaving(Vm vm, List<String> faults) {
        Node host = given.nodes.get(vm.host());
        if (!vm.coolDown().isZero()) {
            faults.add(vm.name() + " moves, and cools down for " + vm.coolDown().toSeconds() + " s yet");
        }
        if (host != null && host.heldBy() != null) {
            faults.add(vm.name() + " leaves " + host.name() + ", which is held by " + host.heldBy());
        }
        for (Rule rule : hard) {
            if (bindsToItsHost(rule, vm)) {
                faults.add(vm.name() + " moves against rule " + rule.name());
            }
        }
    }

    private boolean bindsToItsHost(Rule rule, Vm vm) {
        return switch (rule) {
            case Rule.Root root -> root.vms().contains(vm.name());
            case Rule.Quarantine quarantine -> quarantine.nodes().contains(vm.host());
            case Rule.Gather gather ->
                gather.continuous() && gather.vms().contains(vm.name()) && together(gather.vms());
            case Rule.Spread _,
                    Rule.Split _,
                    Rule.Among _,
                    Rule.Ban _,
                    Rule.Fence _,
                    Rule.Lonely _,
                    Rule.Preserve _,
                    Rule.MaxOnline _,
                    Rule.RunningCapacity _,
                    Rule.ResourceCapacity _,
                    Rule.Overbook _,
                    Rule.Offline _,
                    Rule.Online _ -> false;
        };
    }

    private boolean together(Set<String> vms) {
        return given.vms.values().stream()
                        .filter(vm -> vms.contains(vm.name()))
                        .map(Vm::host)
                        .collect(Collectors.toSet())
                        .size()
                == 1;
    }

    private void checkEntering(Vm vm, Stay stay, List<String> faults) {
        String name = stay.node();
        Node node = given.nodes.get(name);
        boolean resumedAtHome = name.equals(vm.host()) && suspendedBefore(vm, stay);
        if (node == null || resumedAtHome) {
            return;
        }
        if (name.equals(vm.host())) {
            faults.add(vm.name() + " comes back to " + name);
        }
        if (node.draining()) {
            faults.add(vm.name() + " moves to " + name + ", which is draining");
        }
        if (node.heldBy() != null) {
            faults.add(vm.name() + " moves to " + name + ", which is held by " + node.heldBy());
        }
        if (vm.notTo().contains(name)) {
            faults.add(vm.name() + " must not move to " + name);
        }
        for (Rule rule : hard) {
            if (forbids(rule, vm.name(), name)) {
                faults.add(vm.name() + " moves to " + name + " against rule " + rule.name());
            }
        }
    }

    /** The stay begins with a resumption: it is not where a migration from the last node ends. */
    private boolean suspendedBefore(Vm vm, Stay stay) {
        return journeys.of(vm.name()).stream().noneMatch(other -> other.departure() == stay.arrival());
    }

    private static boolean forbids(Rule rule, String vm, String node) {
        return switch (rule) {
            case Rule.Ban ban -> ban.vms().contains(vm) && ban.nodes().contains(node);
            case Rule.Fence fence -> fence.vms().contains(vm) && !fence.nodes().contains(node);
            case Rule.Quarantine quarantine -> quarantine.nodes().contains(node);
            case Rule.Offline offline -> offline.nodes().contains(node);
            case Rule.Spread _,
                    Rule.Gather _,
                    Rule.Split _,
                    Rule.Among _,
                    Rule.Root _,
                    Rule.Lonely _,
                    Rule.Preserve _,
                    Rule.MaxOnline _,
                    Rule.RunningCapacity _,
                    Rule.ResourceCapacity _,
                    Rule.Overbook _,
                    Rule.Online _ -> false;
        };
    }
}
