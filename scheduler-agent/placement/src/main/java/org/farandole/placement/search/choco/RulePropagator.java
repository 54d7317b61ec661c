package org.farandole.placement.search.choco;

import java.util.Arrays;
import org.chocosolver.solver.constraints.Propagator;
import org.chocosolver.solver.constraints.PropagatorPriority;
import org.chocosolver.solver.exception.ContradictionException;
import org.chocosolver.solver.variables.IntVar;
import org.chocosolver.util.ESat;

/**
 * A rule on several VMs: its breach, in the rule's units, is within its allowance. Forward checking: what is decided breaks the rule by so much, and what would break it further than is allowed is taken away.
 */
abstract class RulePropagator extends Propagator<IntVar> {

    /** Free VMs of the rule. */
    final IntVar[] vms;

    private final Allowance allowance;

    RulePropagator(IntVar[] vms, Allowance allowance) {
        super(allowance.append(vms), PropagatorPriority.LINEAR, false);
        this.vms = vms;
        this.allowance = allowance;
    }

    /** A lower bound on the breach, exact when all VMs are decided; what {@link #added} refers to. */
    abstract int least();

    /** By how much more the rule is broken if a VM that is undecided goes there. */
    abstract int added(int vm, int node);

    /** No {@link #added} is more. */
    abstract int mostAdded();

    final int most() {
        return allowance.most();
    }

    @Override
    public void propagate(int events) throws ContradictionException {
        boolean decided;
        do {
            int least = least();
            if (least > most()) {
                fails();
            }
            allowance.atLeast(least, this);
            decided = filter(most() - least);
        } while (decided);
        if (Arrays.stream(vms).allMatch(IntVar::isInstantiated)) {
            allowance.exactly(least(), this);
        }
    }

    /** Takes values away; says whether that may have raised {@link #least}. */
    boolean filter(int room) throws ContradictionException {
        boolean decided = false;
        if (mostAdded() > room) {
            for (int vm = 0; vm < vms.length; vm++) {
                if (!vms[vm].isInstantiated()) {
                    decided |= filter(vm, room);
                }
            }
        }
        return decided;
    }

    private boolean filter(int vm, int room) throws ContradictionException {
        IntVar host = vms[vm];
        int last = host.getUB();
        for (int node = host.getLB(); node <= last; node = host.nextValue(node)) {
            if (added(vm, node) > room) {
                host.removeValue(node, this);
            }
        }
        return host.isInstantiated();
    }

    @Override
    public ESat isEntailed() {
        int least = least();
        if (least > most()) {
            return ESat.FALSE;
        }
        return Arrays.stream(vms).allMatch(IntVar::isInstantiated) ? ESat.TRUE : ESat.UNDEFINED;
    }
}
