package org.farandole.placement.search.choco;

import java.util.Arrays;
import org.chocosolver.solver.constraints.Propagator;
import org.chocosolver.solver.constraints.PropagatorPriority;
import org.chocosolver.solver.exception.ContradictionException;
import org.chocosolver.solver.variables.IntVar;
import org.chocosolver.util.ESat;

/**
 * A rule on several VMs: its breach, in the rule's units, is what the last variable says at most. Forward checking: what is
 * decided breaks the rule by so much, and what would break it further than is allowed is taken away.
 */
abstract class RulePropagator extends Propagator<IntVar> {

    /** Free VMs of the rule. */
    final IntVar[] vms;

    private final IntVar breach;

    /** @param breach constant where it is a bound only */
    RulePropagator(IntVar[] vms, IntVar breach) {
        super(with(vms, breach), PropagatorPriority.LINEAR, false);
        this.vms = vms;
        this.breach = breach;
    }

    private static IntVar[] with(IntVar[] vms, IntVar breach) {
        IntVar[] all = Arrays.copyOf(vms, vms.length + 1);
        all[vms.length] = breach;
        return all;
    }

    /** A lower bound on the breach, exact when all VMs are decided; what {@link #added} refers to. */
    abstract int least();

    /** By how much more the rule is broken if a VM that is undecided goes there. */
    abstract int added(int vm, int node);

    /** No {@link #added} is more. */
    abstract int mostAdded();

    final int most() {
        return breach.getUB();
    }

    @Override
    public void propagate(int events) throws ContradictionException {
        boolean decided;
        do {
            int least = least();
            if (least > most()) {
                fails();
            }
            breach.updateLowerBound(least, this);
            decided = filter(most() - least);
        } while (decided);
        if (Arrays.stream(vms).allMatch(IntVar::isInstantiated)) {
            breach.updateUpperBound(Math.max(breach.getLB(), least()), this);
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
