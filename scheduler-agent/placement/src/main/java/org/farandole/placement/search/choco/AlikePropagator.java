package org.farandole.placement.search.choco;

import org.chocosolver.solver.constraints.Propagator;
import org.chocosolver.solver.constraints.PropagatorPriority;
import org.chocosolver.solver.exception.ContradictionException;
import org.chocosolver.solver.variables.IntVar;
import org.chocosolver.util.ESat;

/** Of VMs that are alike in everything, the first leave first: symmetry broken, as any other choice is the same by other names. */
final class AlikePropagator extends Propagator<IntVar> {

    private final int home;

    /** @param alike with the same first host, in the order in which they may leave */
    AlikePropagator(IntVar[] alike, int home) {
        super(alike, PropagatorPriority.LINEAR, false);
        this.home = home;
    }

    @Override
    public void propagate(int events) throws ContradictionException {
        int lastLeaver = vars.length - 1;
        while (lastLeaver >= 0 && vars[lastLeaver].contains(home)) {
            lastLeaver--;
        }
        for (int vm = 0; vm < lastLeaver; vm++) {
            vars[vm].removeValue(home, this);
        }
        int firstStayer = 0;
        while (firstStayer < vars.length && !vars[firstStayer].isInstantiatedTo(home)) {
            firstStayer++;
        }
        for (int vm = firstStayer + 1; vm < vars.length; vm++) {
            vars[vm].instantiateTo(home, this);
        }
    }

    @Override
    public ESat isEntailed() {
        boolean stays = false;
        for (IntVar vm : vars) {
            if (!vm.isInstantiated()) {
                return ESat.UNDEFINED;
            }
            if (stays && !vm.isInstantiatedTo(home)) {
                return ESat.FALSE;
            }
            stays |= vm.isInstantiatedTo(home);
        }
        return ESat.TRUE;
    }
}
