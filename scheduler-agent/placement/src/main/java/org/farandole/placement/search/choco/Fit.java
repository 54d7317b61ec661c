package org.farandole.placement.search.choco;

import org.chocosolver.solver.variables.IntVar;

/** Where a VM had best go: the cheapest node, and among those the fullest that takes it, or the emptiest. */
final class Fit {

    private final Survey survey;
    private final long[][] price;
    private final boolean fullest;

    Fit(Survey survey, UnaryPrices unary, boolean fullest) {
        this.survey = survey;
        price = unary.of;
        this.fullest = fullest;
    }

    /** @param from the number to begin with where all is equal */
    int best(int vm, int from) {
        IntVar host = survey.hosts[vm];
        int nodes = survey.part.nodeCount();
        int best = -1;
        double bestRoom = 0;
        for (int i = 0; i < nodes; i++) {
            int node = (from + i) % nodes;
            if (!host.contains(node) || best >= 0 && price[vm][node] > price[vm][best]) {
                continue;
            }
            double room = roomAfter(vm, node);
            boolean better = fullest ? room < bestRoom : room > bestRoom;
            if (best < 0 || price[vm][node] < price[vm][best] || better) {
                best = node;
                bestRoom = room;
            }
        }
        return best;
    }

    /** What would be left, relative to the node: of the scarcest dimension, or of all where the fullest is sought. */
    private double roomAfter(int vm, int node) {
        double scarcest = Double.MAX_VALUE;
        double sum = 0;
        for (int dimension = 0; dimension < survey.sure.length; dimension++) {
            double left = survey.room(dimension, node) - survey.part.demand[dimension][vm];
            double relative = left / Math.max(1, survey.part.bound[dimension][node]);
            scarcest = Math.min(scarcest, relative);
            sum += relative;
        }
        return fullest ? sum : scarcest;
    }

    /** How large a VM is: its largest share of a middling node. */
    static double[] sizes(Subproblem part) {
        double[] size = new double[part.vmCount()];
        for (int dimension = 0; dimension < part.dimensions(); dimension++) {
            double mean = 0;
            for (int bound : part.bound[dimension]) {
                mean += (double) bound / part.nodeCount();
            }
            for (int vm = 0; vm < size.length; vm++) {
                size[vm] = Math.max(size[vm], part.demand[dimension][vm] / Math.max(1, mean));
            }
        }
        return size;
    }
}
