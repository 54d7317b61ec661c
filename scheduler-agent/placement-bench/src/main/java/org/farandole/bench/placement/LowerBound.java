package org.farandole.bench.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.farandole.placement.Dimension;
import org.farandole.placement.Goal;
import org.farandole.placement.Node;
import org.farandole.placement.Problem;
import org.farandole.placement.Vm;

/** The moves that no plan can do without: over the overloaded nodes, the fewest VMs that must leave, largest first. */
final class LowerBound {

    private LowerBound() {}

    static int moves(Problem problem) {
        if (problem.goal() == Goal.BALANCE || problem.goal() == Goal.EVACUATE) {
            return 0;
        }
        Map<String, List<Vm>> vms = new HashMap<>();
        problem.vms()
                .forEach(vm ->
                        vms.computeIfAbsent(vm.host(), key -> new ArrayList<>()).add(vm));
        int sum = 0;
        for (Node node : problem.nodes()) {
            List<Vm> here = vms.getOrDefault(node.name(), List.of());
            sum += node.capacity().of().keySet().stream()
                    .mapToInt(dimension -> leaving(node, dimension, here))
                    .max()
                    .orElse(0);
        }
        return sum;
    }

    private static int leaving(Node node, Dimension dimension, List<Vm> here) {
        List<Integer> demands = here.stream()
                .map(vm -> vm.demand().get(dimension))
                .sorted(Comparator.reverseOrder())
                .toList();
        long over = demands.stream().mapToLong(Integer::longValue).sum() - node.limit(dimension);
        int leaving = 0;
        while (over > 0) {
            over -= demands.get(leaving++);
        }
        return leaving;
    }
}
