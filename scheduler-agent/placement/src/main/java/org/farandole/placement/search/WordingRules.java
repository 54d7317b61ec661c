package org.farandole.placement.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.farandole.placement.rule.Rule;

/** Which hard rule it is that keeps a VM where it is, or off a node: the names behind {@link Restrictions}. */
public final class WordingRules {

    private final Instance instance;
    private final Map<String, List<Rule>> ofVm = new HashMap<>();
    private final Map<String, List<Rule>> ofNode = new HashMap<>();

    public WordingRules(Instance instance) {
        this.instance = instance;
        instance.problem.rules().stream()
                .filter(rule -> !rule.soft())
                .sorted(Comparator.comparing(Rule::name))
                .forEach(this::index);
    }

    private void index(Rule rule) {
        switch (rule) {
            case Rule.Ban ban -> put(ofVm, ban.vms(), ban);
            case Rule.Fence fence -> put(ofVm, fence.vms(), fence);
            case Rule.Root root -> put(ofVm, root.vms(), root);
            case Rule.Gather gather when gather.continuous() -> put(ofVm, gather.vms(), gather);
            case Rule.Quarantine quarantine -> put(ofNode, quarantine.nodes(), quarantine);
            case Rule.Offline offline -> put(ofNode, offline.nodes(), offline);
            case Rule.Gather ignored -> {}
            case Rule.Spread ignored -> {}
            case Rule.Split ignored -> {}
            case Rule.Among ignored -> {}
            case Rule.Lonely ignored -> {}
            case Rule.Preserve ignored -> {}
            case Rule.MaxOnline ignored -> {}
            case Rule.RunningCapacity ignored -> {}
            case Rule.ResourceCapacity ignored -> {}
            case Rule.Overbook ignored -> {}
            case Rule.Online ignored -> {}
        }
    }

    private static void put(Map<String, List<Rule>> index, Set<String> names, Rule rule) {
        names.forEach(
                name -> index.computeIfAbsent(name, key -> new ArrayList<>()).add(rule));
    }

    /** The rule that forbids the VM to leave its node, if one does. */
    public Optional<Rule> keeping(int vm) {
        String host = nodeName(instance.host[vm]);
        return first(
                        ofVm(vm),
                        rule -> rule instanceof Rule.Root || rule instanceof Rule.Gather gather && together(gather))
                .or(() -> first(ofNode.getOrDefault(host, List.of()), Rule.Quarantine.class::isInstance));
    }

    private boolean together(Rule.Gather gather) {
        int[] vms = instance.vmsOf(gather.vms());
        for (int vm : vms) {
            if (instance.host[vm] != instance.host[vms[0]]) {
                return false;
            }
        }
        return true;
    }

    /** The rule that forbids the VM to be on a node; of the one that it is on already, that it should leave it. */
    public Optional<Rule> barring(int vm, int node) {
        String name = nodeName(node);
        boolean there = instance.host[vm] == node;
        return first(
                        ofVm(vm),
                        rule -> rule instanceof Rule.Ban ban && ban.nodes().contains(name)
                                || rule instanceof Rule.Fence fence
                                        && !fence.nodes().contains(name))
                .or(() -> first(ofNode.getOrDefault(name, List.of()), rule -> !there || rule instanceof Rule.Offline));
    }

    private List<Rule> ofVm(int vm) {
        return ofVm.getOrDefault(instance.vms.get(vm).name(), List.of());
    }

    private String nodeName(int node) {
        return instance.nodes.get(node).name();
    }

    private static Optional<Rule> first(List<Rule> rules, Predicate<Rule> which) {
        return rules.isEmpty() ? Optional.empty() : rules.stream().filter(which).findFirst();
    }
}
