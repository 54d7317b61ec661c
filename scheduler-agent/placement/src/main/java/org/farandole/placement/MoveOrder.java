package org.farandole.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Puts moves into an order in which memory holds at every moment: a destination's memory is taken at the start of a move, a
 * source's is given back at its end. The same is tried for CPU, so that no move makes a node suffer for a while; where that
 * has no order, memory alone counts.
 *
 * <p>A move waits only for moves out of its destination, and for as few as it needs: all moves into a node, in their order,
 * never need more than what was free at first plus what the last one waited for. So the order holds however long each takes.
 */
final class MoveOrder {

    /** @param after indices into the list of steps */
    record Step(int vm, int source, int destination, List<Integer> after) {}

    /** Tries before an order is given up; a handful of moves needs one each. */
    private static final int MOST_TRIES = 20_000;

    private final Instance instance;
    private final int[] hosts;
    private final int[][] uses;
    private final int[][] free;
    private final List<Integer> sequence = new ArrayList<>();
    private int tries;

    private MoveOrder(Instance instance, int[] hosts, boolean withCpu) {
        this.instance = instance;
        this.hosts = hosts;
        uses = withCpu ? new int[][] {instance.memory, instance.demand} : new int[][] {instance.memory};
        free = new int[uses.length][instance.nodeCount()];
        for (int node = 0; node < instance.nodeCount(); node++) {
            free[0][node] = instance.memoryBound(node) - instance.memoryLoad[node];
            if (withCpu) {
                free[1][node] = instance.cpuBoundNobodyWorse(node) - instance.cpuLoad[node];
            }
        }
    }

    /** Nothing if no order of these moves keeps within memory, or none was found in a bounded number of tries. */
    static Optional<List<Step>> of(Instance instance, int[] hosts) {
        return new MoveOrder(instance, hosts, true).steps().or(() -> new MoveOrder(instance, hosts, false).steps());
    }

    private Optional<List<Step>> steps() {
        List<Integer> moves = instance.moved(hosts)
                .boxed()
                .sorted(Comparator.comparing((Integer vm) -> -instance.demand[vm])
                        .thenComparing(vm -> vm))
                .toList();
        return sequenced(new ArrayList<>(moves)) ? Optional.of(withWaits()) : Optional.empty();
    }

    private boolean sequenced(List<Integer> open) {
        if (open.isEmpty()) {
            return true;
        }
        for (int i = 0; i < open.size() && tries < MOST_TRIES; i++) {
            int vm = open.get(i);
            if (!fits(vm, hosts[vm])) {
                continue;
            }
            tries++;
            move(vm, instance.host[vm], hosts[vm]);
            sequence.add(vm);
            open.remove(i);
            if (sequenced(open)) {
                return true;
            }
            open.add(i, vm);
            sequence.removeLast();
            move(vm, hosts[vm], instance.host[vm]);
        }
        return false;
    }

    private boolean fits(int vm, int node) {
        for (int dimension = 0; dimension < uses.length; dimension++) {
            if (uses[dimension][vm] > free[dimension][node]) {
                return false;
            }
        }
        return true;
    }

    private void move(int vm, int from, int to) {
        for (int dimension = 0; dimension < uses.length; dimension++) {
            free[dimension][from] += uses[dimension][vm];
            free[dimension][to] -= uses[dimension][vm];
        }
    }

    private List<Step> withWaits() {
        for (int vm : sequence) {
            move(vm, hosts[vm], instance.host[vm]);
        }
        int[][] needed = new int[uses.length][instance.nodeCount()];
        List<Step> steps = new ArrayList<>();
        for (int vm : sequence) {
            int destination = hosts[vm];
            for (int dimension = 0; dimension < uses.length; dimension++) {
                needed[dimension][destination] += uses[dimension][vm];
            }
            steps.add(new Step(vm, instance.host[vm], destination, waits(steps, destination, needed)));
        }
        return List.copyOf(steps);
    }

    private List<Integer> waits(List<Step> earlier, int destination, int[][] needed) {
        List<Integer> after = new ArrayList<>();
        for (int dimension = 0; dimension < uses.length; dimension++) {
            int missing = needed[dimension][destination] - free[dimension][destination];
            for (int step : after) {
                missing -= uses[dimension][earlier.get(step).vm()];
            }
            for (int step = 0; step < earlier.size() && missing > 0; step++) {
                if (earlier.get(step).source() == destination && !after.contains(step)) {
                    after.add(step);
                    missing -= uses[dimension][earlier.get(step).vm()];
                }
            }
        }
        after.sort(Comparator.naturalOrder());
        return List.copyOf(after);
    }
}
