package org.farandole.bench.placement;

import org.farandole.placement.Dimension;
import org.farandole.placement.Problem;

/** The nodes that no arrangement can do without: each dimension's sum over the largest node. */
final class NodeBound {

    private NodeBound() {}

    static int nodes(Problem problem) {
        int most = 1;
        for (Dimension dimension : new Numbers(problem).dimensions()) {
            long sum = problem.vms().stream()
                    .mapToLong(vm -> vm.demand().get(dimension))
                    .sum();
            int largest = problem.nodes().stream()
                    .mapToInt(node -> node.limit(dimension))
                    .max()
                    .orElse(0);
            most = largest == 0 ? most : Math.max(most, (int) Math.ceilDiv(sum, (long) largest));
        }
        return most;
    }
}
