package org.farandole.placement.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.farandole.placement.Dimension;
import org.farandole.placement.Node;
import org.farandole.placement.Problem;
import org.farandole.placement.Vm;
import org.farandole.placement.rule.Rule;
import org.jspecify.annotations.Nullable;

/** A problem as the checker reads it: by name, with what Preserve and Overbook make of demands and limits. */
final class Given {

    private static final long WHOLE = 1_000;

    final Problem problem;
    final SortedMap<String, Node> nodes = new TreeMap<>();
    final SortedMap<String, Vm> vms = new TreeMap<>();
    final Set<Dimension> dimensions = new TreeSet<>();
    private final Map<Dimension, Map<String, Integer>> preserved = new HashMap<>();
    private final Map<Dimension, Map<String, Integer>> overbooked = new HashMap<>();

    Given(Problem problem) {
        this.problem = problem;
        problem.nodes().forEach(node -> nodes.put(node.name(), node));
        for (Vm vm : problem.vms()) {
            vms.put(vm.name(), vm);
            dimensions.addAll(vm.demand().of().keySet());
        }
        problem.rules().forEach(this::adjust);
    }

    private void adjust(Rule rule) {
        if (rule instanceof Rule.Preserve preserve) {
            dimensions.add(preserve.dimension());
            Map<String, Integer> least = preserved.computeIfAbsent(preserve.dimension(), key -> new HashMap<>());
            preserve.vms().forEach(vm -> least.merge(vm, preserve.amount(), Math::max));
        } else if (rule instanceof Rule.Overbook overbook) {
            Map<String, Integer> most = overbooked.computeIfAbsent(overbook.dimension(), key -> new HashMap<>());
            overbook.nodes().forEach(node -> most.merge(node, overbook.permille(), Math::min));
        }
    }

    @Nullable
    Node node(String name) {
        return nodes.get(name);
    }

    @Nullable
    Vm vm(String name) {
        return vms.get(name);
    }

    /** What counts as the VM's demand. */
    long demand(Vm vm, Dimension dimension) {
        int least = preserved.getOrDefault(dimension, Map.of()).getOrDefault(vm.name(), 0);
        return Math.max(least, vm.demand().get(dimension));
    }

    /** What the node may give out. */
    long limit(Node node, Dimension dimension) {
        long capacity = node.capacity().get(dimension);
        long own = node.overbookingPermille().has(dimension)
                ? node.overbookingPermille().get(dimension)
                : WHOLE;
        Integer rules = overbooked.getOrDefault(dimension, Map.of()).get(node.name());
        return capacity * (rules == null ? own : Math.min(own, rules)) / WHOLE;
    }

    /** Who would have to be on a node for it to be kept on. */
    boolean keptOn(String node) {
        return problem.rules().stream()
                .anyMatch(rule ->
                        rule instanceof Rule.Online online && online.nodes().contains(node));
    }

    /**
     * How many nodes have yet to be switched off because hard rules want them off, where broken rules are to be mended.
     *
     * @param on nodes that are on
     * @param used nodes with VMs
     */
    long tooManyOn(Set<String> on, Set<String> used) {
        if (!problem.terms().repair()) {
            return 0;
        }
        Set<String> idle = on.stream()
                .filter(node -> !used.contains(node) && maySwitchOff(node))
                .collect(Collectors.toSet());
        Set<String> offline = new HashSet<>();
        for (Rule rule : problem.rules()) {
            if (rule instanceof Rule.Offline each && !each.soft()) {
                each.nodes().stream().filter(idle::contains).forEach(offline::add);
            }
        }
        long tooMany = offline.size();
        for (Rule rule : problem.rules()) {
            if (rule instanceof Rule.MaxOnline each && !each.soft()) {
                long left = each.nodes().stream()
                        .filter(node -> on.contains(node) && !offline.contains(node))
                        .count();
                long unused = each.nodes().stream()
                        .filter(node -> idle.contains(node) && !offline.contains(node))
                        .count();
                tooMany += Math.clamp(left - each.most(), 0, unused);
            }
        }
        return tooMany;
    }

    private boolean maySwitchOff(String name) {
        Node node = nodes.get(name);
        return node != null && !node.draining() && node.heldBy() == null && !keptOn(name);
    }

    Set<String> onBefore() {
        return problem.nodes().stream()
                .filter(node -> node.power() == Node.Power.ON)
                .map(Node::name)
                .collect(Collectors.toSet());
    }

    Map<String, String> hostsBefore() {
        Map<String, String> hosts = new HashMap<>();
        problem.vms().forEach(vm -> hosts.put(vm.name(), vm.host()));
        return hosts;
    }
}
