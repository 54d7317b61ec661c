package org.farandole.placement.search.choco;

import org.chocosolver.solver.constraints.Propagator;
import org.chocosolver.solver.constraints.PropagatorPriority;
import org.chocosolver.solver.exception.ContradictionException;
import org.chocosolver.solver.variables.BoolVar;
import org.chocosolver.solver.variables.IntVar;
import org.chocosolver.solver.variables.events.IntEventType;
import org.chocosolver.util.ESat;

/**
 * Once the first variable is true, all VMs that are undecided at that moment stay where they were first, if they can. When it
 * is false it says nothing, so that nothing is lost: one decision in place of as many as there are VMs.
 */
final class StayPropagator extends Propagator<IntVar> {

    private final IntVar[] hosts;
    private final int[] home;

    StayPropagator(BoolVar stay, IntVar[] hosts, int[] home) {
        super(with(stay, hosts), PropagatorPriority.LINEAR, false);
        this.hosts = hosts;
        this.home = home;
    }

    private static IntVar[] with(BoolVar stay, IntVar[] hosts) {
        IntVar[] all = new IntVar[hosts.length + 1];
        all[0] = stay;
        System.arraycopy(hosts, 0, all, 1, hosts.length);
        return all;
    }

    @Override
    public int getPropagationConditions(int variable) {
        return variable == 0 ? IntEventType.instantiation() : IntEventType.VOID.getMask();
    }

    @Override
    public void propagate(int events) throws ContradictionException {
        if (vars[0].isInstantiatedTo(1)) {
            for (int vm = 0; vm < hosts.length; vm++) {
                if (!hosts[vm].isInstantiated() && hosts[vm].contains(home[vm])) {
                    hosts[vm].instantiateTo(home[vm], this);
                }
            }
        }
    }

    @Override
    public ESat isEntailed() {
        return vars[0].isInstantiated() ? ESat.TRUE : ESat.UNDEFINED;
    }
}
