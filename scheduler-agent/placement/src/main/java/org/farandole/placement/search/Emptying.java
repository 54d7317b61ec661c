package org.farandole.placement.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Empties nodes: the cheapest first, its VMs by falling size to where they leave the least room (best fit decreasing); then
 * tries sets of nodes as large as the lower bound allows, each an evacuation.
 */
final class Emptying {

    private static final int MOST_SETS = 12;

    private final Instance instance;
    private final Effort effort;
    private final Best best;
    private final FewestNodes fewest;
    private final Arrangement at;
    /** Where nothing is wrong any more. */
    private final int[] start;

    Emptying(Instance instance, Effort effort, Best best, FewestNodes fewest) {
        this.instance = instance;
        this.effort = effort;
        this.best = best;
        this.fewest = fewest;
        at = new Arrangement(instance);
        Best.Solution solution = best.solution();
        start = solution == null ? instance.host : solution.hosts();
        at.goTo(start);
    }

    void improve() {
        oneByOne(Integer.MAX_VALUE);
        if (!best.offer(at, fewest.used(at.host)) && best.withoutOrder()) {
            at.goTo(start);
            stepByStep();
        }
        fewer();
    }

    private void stepByStep() {
        while (!effort.exhausted() && oneByOne(1) > 0 && best.offer(at, fewest.used(at.host))) {
            effort.decided(1);
        }
    }

    private int oneByOne(int most) {
        int emptied = 0;
        long enough = fewest.least();
        long used = fewest.used(at.host);
        for (int node : cheapestFirst()) {
            if (emptied == most || used <= enough || effort.exhausted()) {
                break;
            }
            if (empty(node)) {
                emptied++;
                used--;
            }
        }
        return emptied;
    }

    private List<Integer> cheapestFirst() {
        long[] price = new long[instance.nodeCount()];
        for (int vm = 0; vm < instance.vmCount(); vm++) {
            price[at.host[vm]] += instance.prices.least(vm);
        }
        return IntStream.range(0, instance.nodeCount())
                .filter(node -> at.count[node] > 0 && fewest.mayEmpty(node))
                .boxed()
                .sorted(Comparator.comparing((Integer node) -> price[node])
                        .thenComparing(node -> fill(node))
                        .thenComparing(node -> node))
                .toList();
    }

    private long fill(int node) {
        long fill = 0;
        for (int dimension = 0; dimension < at.load.length; dimension++) {
            fill += at.load[dimension][node] * 1_000L / Math.max(1, instance.limit[dimension][node]);
        }
        return fill;
    }

    private boolean empty(int node) {
        List<Integer> moved = new ArrayList<>();
        int[] vms = Arrays.stream(at.vmsOn(node))
                .boxed()
                .sorted(Comparator.comparing((Integer vm) -> -instance.size(vm)).thenComparing(vm -> vm))
                .mapToInt(vm -> vm)
                .toArray();
        for (int vm : vms) {
            effort.decided(1);
            int to = fullest(vm, node);
            if (to < 0) {
                moved.forEach(each -> at.move(each, node));
                return false;
            }
            at.move(vm, to);
            moved.add(vm);
        }
        if (!at.broken.isEmpty()) {
            moved.forEach(each -> at.move(each, node));
            return false;
        }
        return true;
    }

    private int fullest(int vm, int source) {
        int best = -1;
        long least = Long.MAX_VALUE;
        for (int node = 0; node < instance.nodeCount(); node++) {
            if (node != source
                    && at.count[node] > 0
                    && (node == instance.host[vm] && !instance.mustMove[vm] || instance.mayGo(vm, node))
                    && at.fits(vm, node)
                    && room(node) < least
                    && lawful(vm, node)) {
                least = room(node);
                best = node;
            }
        }
        return best;
    }

    private boolean lawful(int vm, int node) {
        if (instance.guards.isEmpty()) {
            return true;
        }
        int before = at.host[vm];
        int broken = at.broken.cardinality();
        at.move(vm, node);
        boolean lawful = at.broken.cardinality() <= broken;
        at.move(vm, before);
        return lawful;
    }

    private long room(int node) {
        long room = 0;
        for (int dimension = 0; dimension < at.load.length; dimension++) {
            long limit = Math.max(1, instance.limit[dimension][node]);
            room += (limit - at.load[dimension][node]) * 1_000 / limit;
        }
        return room;
    }

    /** One node fewer at a time, as long as an evacuation of so many succeeds. */
    private void fewer() {
        for (int tried = 0; tried < MOST_SETS && !effort.exhausted(); tried++) {
            Best.Solution solution = best.solution();
            if (solution == null || solution.measure() <= fewest.least()) {
                return;
            }
            BitSet emptied = oneMore(solution.hosts(), tried);
            Instance evacuation = new Instance(instance.problem, emptied);
            Best found = new Best(evacuation, effort, false);
            new LeastCost(evacuation, effort, found).search();
            Best.Solution other = found.solution();
            if (other != null) {
                at.goTo(other.hosts());
                best.offer(at, fewest.used(other.hosts()));
            }
        }
    }

    private BitSet oneMore(int[] hosts, int number) {
        BitSet used = new BitSet();
        Arrays.stream(hosts).forEach(used::set);
        BitSet emptied = new BitSet();
        IntStream.range(0, instance.nodeCount())
                .filter(node -> !used.get(node) && fewest.mayEmpty(node))
                .forEach(emptied::set);
        int[] more = used.stream().filter(fewest::mayEmpty).toArray();
        if (more.length > 0) {
            emptied.set(more[number % more.length]);
        }
        return emptied;
    }
}
