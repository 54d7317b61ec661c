package org.farandole.placement.search.choco;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.chocosolver.solver.variables.IntVar;

/**
 * A lower bound on the price of a part of the search: each VM's cheapest node that is left to it, and for each node that cannot
 * keep all that would stay, what has to leave it at least ({@link CoverBound}). A VM was on one node first, so that these add up.
 */
final class PriceTally {

    private static final long UNEVEN = -1;

    /** By VM: the cheapest that is left. */
    final long[] least;
    /** By VM: by how much the cheapest of the other nodes is above where it was first, if that is cheapest; else 0. */
    final long[] toLeave;
    /** By node: what has to be added because not all can stay. */
    final long[] cover;
    /** By node: what is added if all leave. */
    final long[] emptying;
    /** Of all VMs. */
    long sum;

    private final Survey survey;
    private final long[][] price;
    private final int[] home;
    private final long[] even;
    private final int[][] vmsOf;
    private final CoverBound items;
    private final int[] surplus;

    PriceTally(Survey survey, UnaryPrices unary) {
        this.survey = survey;
        price = unary.of;
        home = survey.part.home;
        least = new long[price.length];
        toLeave = new long[price.length];
        cover = new long[survey.part.nodeCount()];
        emptying = new long[cover.length];
        even = new long[price.length];
        for (int vm = 0; vm < even.length; vm++) {
            even[vm] = evenPrice(vm);
        }
        vmsOf = IntStream.range(0, cover.length)
                .mapToObj(node -> IntStream.range(0, home.length)
                        .filter(vm -> home[vm] == node)
                        .toArray())
                .toArray(int[][]::new);
        items = new CoverBound(survey.part.demand, toLeave);
        surplus = new int[survey.part.dimensions()];
    }

    private long evenPrice(int vm) {
        int[] others = Arrays.stream(survey.part.domain[vm])
                .filter(node -> node != home[vm])
                .toArray();
        boolean same =
                others.length > 0 && Arrays.stream(others).allMatch(node -> price[vm][node] == price[vm][others[0]]);
        return same ? price[vm][others[0]] : UNEVEN;
    }

    /** Whether the VM costs the same on all nodes but the one where it was first. */
    boolean isEven(int vm) {
        return even[vm] != UNEVEN;
    }

    void take() {
        sum = 0;
        for (int vm = 0; vm < least.length; vm++) {
            IntVar host = survey.hosts[vm];
            toLeave[vm] = 0;
            if (host.isInstantiated()) {
                least[vm] = price[vm][host.getValue()];
            } else {
                takeUndecided(vm, host);
            }
            sum += least[vm];
        }
    }

    private void takeUndecided(int vm, IntVar host) {
        long away = even[vm] == UNEVEN ? cheapestAway(vm, host) : even[vm];
        least[vm] = away;
        if (host.contains(home[vm])) {
            least[vm] = Math.min(away, price[vm][home[vm]]);
            toLeave[vm] = away - least[vm];
        }
    }

    private long cheapestAway(int vm, IntVar host) {
        long cheapest = Long.MAX_VALUE;
        int last = host.getUB();
        for (int node = host.getLB(); node <= last; node = host.nextValue(node)) {
            if (node != home[vm]) {
                cheapest = Math.min(cheapest, price[vm][node]);
            }
        }
        return cheapest;
    }

    /** Fills {@link #cover} and {@link #emptying}; false if a node cannot come down to its cap. */
    boolean takeCovers(Gauge gauge) {
        for (int node = 0; node < cover.length; node++) {
            boolean above = load(node, gauge);
            cover[node] = above ? items.least(surplus, -1) : 0;
            if (cover[node] >= CoverBound.NEVER) {
                return false;
            }
            emptying[node] = 0;
            for (int i = 0; i < items.count(); i++) {
                emptying[node] += toLeave[items.item(i)];
            }
        }
        return true;
    }

    /** Makes a node's VMs that would stay the items; says whether they cannot all stay. */
    private boolean load(int node, Gauge gauge) {
        items.clear();
        for (int dimension = 0; dimension < surplus.length; dimension++) {
            surplus[dimension] = survey.sure[dimension][node] - gauge.cap(dimension, node);
        }
        for (int vm : vmsOf[node]) {
            if (toLeave[vm] > 0) {
                items.add(vm);
                for (int dimension = 0; dimension < surplus.length; dimension++) {
                    surplus[dimension] += survey.part.demand[dimension][vm];
                }
            }
        }
        for (int above : surplus) {
            if (above > 0) {
                return true;
            }
        }
        return false;
    }

    /** The cover of the VM's first node if the VM stays there; {@link CoverBound#NEVER} if it cannot. */
    long coverIfStays(int vm, Gauge gauge) {
        return load(home[vm], gauge) ? items.least(surplus, vm) : 0;
    }

    /** The cover of the VM's first node, the VM itself included, if the VM leaves. */
    long coverIfLeaves(int vm, Gauge gauge) {
        load(home[vm], gauge);
        for (int dimension = 0; dimension < surplus.length; dimension++) {
            surplus[dimension] -= survey.part.demand[dimension][vm];
        }
        long rest = items.least(surplus, vm);
        return rest >= CoverBound.NEVER ? rest : toLeave[vm] + rest;
    }

    int[] vmsOf(int node) {
        return vmsOf[node];
    }
}
