package org.farandole.placement.search.choco;

import java.util.Arrays;
import org.chocosolver.solver.ICause;
import org.chocosolver.solver.exception.ContradictionException;
import org.chocosolver.solver.variables.IntVar;

/** How far a rule may be broken, in its units. */
sealed interface Allowance {

    int most();

    void atLeast(int breach, ICause cause) throws ContradictionException;

    void exactly(int breach, ICause cause) throws ContradictionException;

    /** The VMs, and what a propagator has to know of besides. */
    IntVar[] append(IntVar[] vms);

    /** So far and no further. */
    record Hard(int most) implements Allowance {
        @Override
        public void atLeast(int breach, ICause cause) {}

        @Override
        public void exactly(int breach, ICause cause) {}

        @Override
        public IntVar[] append(IntVar[] vms) {
            return vms;
        }
    }

    /** As far as the price allows. Breaches beyond what Choco can count are taken for the most that it can. */
    record Soft(IntVar breach) implements Allowance {
        @Override
        public int most() {
            return breach.getUB() == IntVar.MAX_INT_BOUND ? Integer.MAX_VALUE : breach.getUB();
        }

        @Override
        public void atLeast(int least, ICause cause) throws ContradictionException {
            breach.updateLowerBound(Math.min(least, IntVar.MAX_INT_BOUND), cause);
        }

        @Override
        public void exactly(int least, ICause cause) throws ContradictionException {
            atLeast(least, cause);
            breach.updateUpperBound(Math.min(least, IntVar.MAX_INT_BOUND), cause);
        }

        @Override
        public IntVar[] append(IntVar[] vms) {
            IntVar[] all = Arrays.copyOf(vms, vms.length + 1);
            all[vms.length] = breach;
            return all;
        }
    }
}
