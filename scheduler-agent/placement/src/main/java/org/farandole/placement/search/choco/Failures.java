package org.farandole.placement.search.choco;

import java.util.Arrays;
import org.chocosolver.solver.exception.ContradictionException;
import org.chocosolver.solver.search.loop.monitors.IMonitorContradiction;
import org.chocosolver.solver.search.strategy.decision.DecisionPath;
import org.chocosolver.solver.variables.IntVar;

/**
 * Which VMs' decisions failed, the later the more it counts: as weighted degrees, but of variables, as almost every propagator
 * here is on all of them.
 */
final class Failures implements IMonitorContradiction {

    private static final double GROWTH = 1.02;
    private static final double TOO_MUCH = 1e100;

    private final double[] weight;
    private final int[] vmById;
    private final DecisionPath path;
    private double bump = 1;

    Failures(IntVar[] hosts) {
        weight = new double[hosts.length];
        vmById = new int[Arrays.stream(hosts).mapToInt(IntVar::getId).max().orElse(0) + 1];
        Arrays.fill(vmById, -1);
        for (int vm = 0; vm < hosts.length; vm++) {
            vmById[hosts[vm].getId()] = vm;
        }
        path = hosts[0].getModel().getSolver().getDecisionPath();
    }

    @Override
    public void onContradiction(ContradictionException failure) {
        if (path.size() > 1) {
            int id = path.getLastDecision().getDecisionVariable().getId();
            if (id < vmById.length && vmById[id] >= 0) {
                weight[vmById[id]] += bump;
            }
        }
        bump *= GROWTH;
        if (bump > TOO_MUCH) {
            for (int vm = 0; vm < weight.length; vm++) {
                weight[vm] /= TOO_MUCH;
            }
            bump = 1;
        }
    }

    /** The undecided VM that failed most for the number of nodes left to it; -1 if none did. */
    int worst(Survey survey) {
        int worst = -1;
        double most = 0;
        for (int i = 0; i < survey.undecidedCount; i++) {
            int vm = survey.undecided[i];
            double each = weight[vm] / survey.hosts[vm].getDomainSize();
            if (each > most) {
                most = each;
                worst = vm;
            }
        }
        return worst;
    }
}
