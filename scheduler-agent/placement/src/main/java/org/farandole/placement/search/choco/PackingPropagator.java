package org.farandole.placement.search.choco;

import org.chocosolver.solver.constraints.Propagator;
import org.chocosolver.solver.constraints.PropagatorPriority;
import org.chocosolver.solver.exception.ContradictionException;
import org.chocosolver.solver.variables.IntVar;
import org.chocosolver.util.ESat;

/**
 * No node above its bound in any dimension: bin packing of vectors. Undecided VMs that no longer fit lose the node; what is
 * undecided has to fit into what is left in sum.
 */
final class PackingPropagator extends Propagator<IntVar> {

    private final Subproblem part;
    private final IntVar[] hosts;
    private final Survey survey;
    private final int[] largest;
    private final int[] tight;

    PackingPropagator(Subproblem part, IntVar[] hosts) {
        super(hosts, PropagatorPriority.LINEAR, false);
        this.part = part;
        this.hosts = hosts;
        survey = new Survey(part, hosts);
        largest = new int[part.dimensions()];
        tight = new int[part.nodeCount()];
    }

    @Override
    public void propagate(int events) throws ContradictionException {
        boolean decided;
        do {
            survey.take();
            findLargest();
            if (!fits()) {
                fails();
            }
            int tightNodes = findTight();
            decided = false;
            for (int i = 0; i < survey.undecidedCount; i++) {
                decided |= closeTight(survey.undecided[i], tightNodes);
            }
        } while (decided);
    }

    private void findLargest() {
        for (int dimension = 0; dimension < largest.length; dimension++) {
            int most = 0;
            for (int i = 0; i < survey.undecidedCount; i++) {
                most = Math.max(most, part.demand[dimension][survey.undecided[i]]);
            }
            largest[dimension] = most;
        }
    }

    private boolean fits() {
        for (int dimension = 0; dimension < largest.length; dimension++) {
            long room = 0;
            for (int node = 0; node < part.nodeCount(); node++) {
                int left = survey.room(dimension, node);
                if (left < 0) {
                    return false;
                }
                room += left;
            }
            if (room < survey.open[dimension]) {
                return false;
            }
        }
        return true;
    }

    /** Nodes that the largest VM of some dimension does not fit on. */
    private int findTight() {
        int count = 0;
        for (int node = 0; node < part.nodeCount(); node++) {
            for (int dimension = 0; dimension < largest.length; dimension++) {
                if (survey.room(dimension, node) < largest[dimension]) {
                    tight[count++] = node;
                    break;
                }
            }
        }
        return count;
    }

    private boolean closeTight(int vm, int tightNodes) throws ContradictionException {
        for (int i = 0; i < tightNodes; i++) {
            if (hosts[vm].contains(tight[i]) && !fits(vm, tight[i])) {
                hosts[vm].removeValue(tight[i], this);
            }
        }
        return hosts[vm].isInstantiated();
    }

    private boolean fits(int vm, int node) {
        for (int dimension = 0; dimension < largest.length; dimension++) {
            int needed = part.demand[dimension][vm];
            if (needed > 0 && needed > survey.room(dimension, node)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public ESat isEntailed() {
        survey.take();
        return !fits() ? ESat.FALSE : survey.undecidedCount == 0 ? ESat.TRUE : ESat.UNDEFINED;
    }
}
