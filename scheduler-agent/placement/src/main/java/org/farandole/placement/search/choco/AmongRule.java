package org.farandole.placement.search.choco;

import java.util.Arrays;
import org.chocosolver.solver.exception.ContradictionException;
import org.chocosolver.solver.variables.IntVar;

/** All but so many of the VMs within one group of nodes. */
final class AmongRule extends RulePropagator {

    private static final int NONE = -1;

    private final int[] groupOf;
    private final int[] fixedInside;
    private final int members;
    private final int[] possible;

    /**
     * @param groupOf by node; -1 outside of all groups
     * @param fixedInside by group, of the rule's VMs that are not free
     * @param fixed the rule's VMs that are not free
     */
    AmongRule(IntVar[] vms, int[] groupOf, int[] fixedInside, int fixed, Allowance breach) {
        super(vms, breach);
        this.groupOf = groupOf;
        this.fixedInside = fixedInside;
        members = vms.length + fixed;
        possible = new int[fixedInside.length];
    }

    @Override
    int least() {
        System.arraycopy(fixedInside, 0, possible, 0, possible.length);
        for (IntVar vm : vms) {
            for (int group = 0; group < possible.length; group++) {
                possible[group] += mayBeIn(vm, group) ? 1 : 0;
            }
        }
        return members - Arrays.stream(possible).max().orElse(0);
    }

    private boolean mayBeIn(IntVar vm, int group) {
        int last = vm.getUB();
        for (int node = vm.getLB(); node <= last; node = vm.nextValue(node)) {
            if (groupOf[node] == group) {
                return true;
            }
        }
        return false;
    }

    @Override
    int added(int vm, int node) {
        return 0;
    }

    @Override
    int mostAdded() {
        return 0;
    }

    @Override
    boolean filter(int room) throws ContradictionException {
        int most = most();
        int only = NONE;
        int viable = 0;
        for (int group = 0; group < possible.length; group++) {
            if (members - possible[group] <= most) {
                viable++;
                only = group;
            }
        }
        boolean changed = false;
        for (IntVar vm : vms) {
            if (most == 0) {
                changed |= keep(vm, NONE);
            } else if (viable == 1 && members - possible[only] == most && mayBeIn(vm, only)) {
                changed |= keep(vm, only);
            }
        }
        return changed;
    }

    /** @param only the group; or none, for all that can hold all VMs */
    private boolean keep(IntVar vm, int only) throws ContradictionException {
        boolean changed = false;
        int last = vm.getUB();
        for (int node = vm.getLB(); node <= last; node = vm.nextValue(node)) {
            int group = groupOf[node];
            boolean stays = only == NONE ? group != NONE && possible[group] == members : group == only;
            changed |= !stays && vm.removeValue(node, this);
        }
        return changed;
    }
}
