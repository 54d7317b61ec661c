package org.farandole.placement;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.farandole.placement.rule.Rule;

/** What rules are refused for: a name twice, nothing of theirs here, two hard ones that nothing can satisfy together. */
final class RulesAtTheDoor {

    private final Set<String> nodes;
    private final Set<String> vms;

    private RulesAtTheDoor(List<Node> nodes, List<Vm> vms) {
        this.nodes = nodes.stream().map(Node::name).collect(Collectors.toSet());
        this.vms = vms.stream().map(Vm::name).collect(Collectors.toSet());
    }

    static void check(List<Node> nodes, List<Vm> vms, List<Rule> rules) {
        if (rules.isEmpty()) {
            return;
        }
        RulesAtTheDoor door = new RulesAtTheDoor(nodes, vms);
        Set<String> names = new HashSet<>();
        for (Rule rule : rules) {
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException("Rule " + rule.name() + " is given twice");
            }
            door.requireSomethingHere(rule);
        }
        List<Rule> hard = rules.stream().filter(rule -> !rule.soft()).toList();
        Contradictions.check(hard);
    }

    private void requireSomethingHere(Rule rule) {
        switch (rule) {
            case Rule.Spread spread -> requireVm(rule, spread.vms());
            case Rule.Gather gather -> requireVm(rule, gather.vms());
            case Rule.Split split -> requireVm(rule, flat(split.groups()));
            case Rule.Among among -> {
                requireVm(rule, among.vms());
                requireNode(rule, flat(among.groups()));
            }
            case Rule.Ban ban -> {
                requireVm(rule, ban.vms());
                requireNode(rule, ban.nodes());
            }
            case Rule.Fence fence -> {
                requireVm(rule, fence.vms());
                requireNode(rule, fence.nodes());
            }
            case Rule.Root root -> requireVm(rule, root.vms());
            case Rule.Quarantine quarantine -> requireNode(rule, quarantine.nodes());
            case Rule.Lonely lonely -> requireVm(rule, lonely.vms());
            case Rule.Preserve preserve -> requireVm(rule, preserve.vms());
            case Rule.MaxOnline maxOnline -> requireNode(rule, maxOnline.nodes());
            case Rule.RunningCapacity capacity -> requireNode(rule, capacity.nodes());
            case Rule.ResourceCapacity capacity -> requireNode(rule, capacity.nodes());
            case Rule.Overbook overbook -> requireNode(rule, overbook.nodes());
            case Rule.Offline offline -> requireNode(rule, offline.nodes());
            case Rule.Online online -> requireNode(rule, online.nodes());
        }
    }

    private void requireVm(Rule rule, Set<String> names) {
        if (names.stream().noneMatch(vms::contains)) {
            throw new IllegalArgumentException("Rule " + rule.name() + " is on no VM of the problem");
        }
    }

    private void requireNode(Rule rule, Set<String> names) {
        if (names.stream().noneMatch(nodes::contains)) {
            throw new IllegalArgumentException("Rule " + rule.name() + " is on no node of the problem");
        }
    }

    private static Set<String> flat(List<Set<String>> groups) {
        return groups.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }
}
