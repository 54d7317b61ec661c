package org.farandole.placement.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;
import org.farandole.placement.Vm;
import org.jspecify.annotations.Nullable;

/**
 * All ways from one placement to another, over any VMs' moves, of an instance with few VMs that may move: the cheapest way, or
 * proof that there is none (A*, Hart, Nilsson and Raphael, 1968; what is missing is at least a move of each VM not yet there).
 */
final class SequencerPaths {

    private static final int MOST_EXPANDED = 3_000;
    private static final int MOST_VMS = 12;
    private static final long MOST_STATES = Long.MAX_VALUE / 1_000;

    /** @param to -1 if the VM is suspended */
    record Hop(int vm, int from, int to) {}

    private record Reached(
            long priceAtLeast,
            long price,
            long number,
            @Nullable Reached before,
            int vm,
            int to) {}

    private static final Comparator<Reached> BEST_FIRST = Comparator.comparingLong(Reached::priceAtLeast)
            .thenComparing(Comparator.comparingLong(Reached::price).reversed())
            .thenComparingLong(Reached::number);

    private final Instance instance;
    private final @Nullable SequencerRules rules;
    private final int[] hosts;
    /** Those that may move. */
    private final int[] vms;

    private final int[] at;
    private final int[][] load;
    private final long base;
    private final Set<Long> seen = new HashSet<>();
    private final PriorityQueue<Reached> open = new PriorityQueue<>(BEST_FIRST);
    private boolean suspensions;
    private boolean complete;

    /** @param end hosts of all VMs at the end */
    SequencerPaths(Instance instance, @Nullable SequencerRules rules, int[] end) {
        this.instance = instance;
        this.rules = rules;
        hosts = end;
        vms = movable(instance);
        at = instance.host.clone();
        load = Arrays.stream(instance.load).map(int[]::clone).toArray(int[][]::new);
        base = instance.nodeCount() + 1L;
    }

    private static int[] movable(Instance instance) {
        return IntStream.range(0, instance.vmCount())
                .filter(vm -> instance.mayMove[vm])
                .toArray();
    }

    /** Whether the instance is small enough. */
    static boolean suit(Instance instance) {
        if (instance.vmCount() > 2 * MOST_VMS || movable(instance).length > MOST_VMS) {
            return false;
        }
        return Math.pow(instance.nodeCount() + 1, movable(instance).length) < MOST_STATES;
    }

    /** Whether the last search ended for want of states, not at its limit. */
    boolean complete() {
        return complete;
    }

    boolean anySuspension() {
        return instance.vms.stream().anyMatch(Vm::maySuspend);
    }

    /** The cheapest way; none if there is none, or if none was found within the limit. */
    @Nullable
    List<Hop> cheapest(boolean withSuspensions) {
        suspensions = withSuspensions;
        complete = false;
        seen.clear();
        open.clear();
        open.add(new Reached(missing(), 0, number(at), null, -1, -1));
        long goal = number(hosts);
        List<Hop> way = null;
        while (!open.isEmpty() && seen.size() < MOST_EXPANDED && way == null) {
            Reached next = open.remove();
            if (seen.add(next.number())) {
                goTo(next.number());
                way = next.number() == goal ? way(next) : null;
                if (way == null) {
                    expand(next);
                }
            }
        }
        complete = way != null || open.isEmpty();
        goTo(number(instance.host));
        return way;
    }

    private void expand(Reached from) {
        for (int vm : vms) {
            for (int node = 0; node < instance.nodeCount(); node++) {
                if (mayGo(vm, node)) {
                    int source = at[vm] < 0 ? instance.host[vm] : at[vm];
                    reach(from, vm, node, instance.prices.of(vm, source, node));
                }
            }
            if (suspensions && at[vm] >= 0 && instance.vms.get(vm).maySuspend()) {
                // Next to nothing, so that none is suspended where it could as well migrate.
                reach(from, vm, -1, 1);
            }
        }
    }

    private void reach(Reached from, int vm, int to, long price) {
        int here = at[vm];
        put(vm, to);
        long number = number(at);
        if (!seen.contains(number)) {
            long sum = from.price() + price;
            open.add(new Reached(sum + missing(), sum, number, from, vm, to));
        }
        put(vm, here);
    }

    private boolean mayGo(int vm, int node) {
        boolean takes = instance.open.get(node) || instance.wakeable.get(node) && isGoal(node);
        boolean comesBack = node == instance.host[vm] && at[vm] >= 0;
        if (node == at[vm] || comesBack || !takes || !instance.suits(vm, node)) {
            return false;
        }
        for (int dimension = 0; dimension < load.length; dimension++) {
            int most = Math.max(instance.limit[dimension][node], instance.load[dimension][node]);
            int demand = instance.demand[dimension][vm];
            if (instance.rigid(dimension) && demand > 0 && demand > most - load[dimension][node]) {
                return false;
            }
        }
        return rules == null || rules.allowNow(vm, node);
    }

    private boolean isGoal(int node) {
        return Arrays.stream(vms).anyMatch(vm -> hosts[vm] == node);
    }

    private void put(int vm, int node) {
        for (int dimension = 0; dimension < load.length; dimension++) {
            int demand = instance.demand[dimension][vm];
            if (at[vm] >= 0) {
                load[dimension][at[vm]] -= demand;
            }
            if (node >= 0) {
                load[dimension][node] += demand;
            }
        }
        at[vm] = node;
        if (rules != null) {
            rules.put(vm, node);
        }
    }

    private long missing() {
        long price = 0;
        for (int vm : vms) {
            price += at[vm] == hosts[vm] ? 0 : instance.prices.least(vm);
        }
        return price;
    }

    private long number(int[] places) {
        long number = 0;
        for (int vm : vms) {
            number = number * base + places[vm] + 1;
        }
        return number;
    }

    private void goTo(long number) {
        long rest = number;
        for (int i = vms.length - 1; i >= 0; i--) {
            int node = (int) (rest % base) - 1;
            rest /= base;
            if (at[vms[i]] != node) {
                put(vms[i], node);
            }
        }
    }

    private List<Hop> way(Reached end) {
        List<Reached> reached = new ArrayList<>();
        for (Reached each = end; each != null && each.vm() >= 0; each = each.before()) {
            reached.addFirst(each);
        }
        int[] place = instance.host.clone();
        List<Hop> way = new ArrayList<>();
        for (Reached each : reached) {
            way.add(new Hop(each.vm(), place[each.vm()], each.to()));
            place[each.vm()] = each.to();
        }
        return way;
    }
}
