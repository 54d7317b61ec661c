package org.farandole.placement.search.choco;

import java.util.Arrays;
import org.chocosolver.solver.exception.ContradictionException;
import org.chocosolver.solver.variables.IntVar;

/**
 * Propagators of the rules on where VMs are with respect to each other. Nodes that only VMs which are not free are on have
 * numbers from the part's node count up.
 */
final class VmRules {

    private VmRules() {}

    static final class Spread extends RulePropagator {
        private final int[] fixedCount;
        private final int[] count;

        /** @param fixedCount by node, of the rule's VMs that are not free */
        Spread(IntVar[] vms, int[] fixedCount, Allowance breach) {
            super(vms, breach);
            this.fixedCount = fixedCount;
            count = new int[fixedCount.length];
        }

        @Override
        int least() {
            System.arraycopy(fixedCount, 0, count, 0, count.length);
            for (IntVar vm : vms) {
                if (vm.isInstantiated()) {
                    count[vm.getValue()]++;
                }
            }
            int beyond = 0;
            for (int onNode : count) {
                beyond += Math.max(0, onNode - 1);
            }
            return beyond;
        }

        @Override
        int added(int vm, int node) {
            return Math.min(1, count[node]);
        }

        @Override
        int mostAdded() {
            return 1;
        }
    }

    static final class Gather extends RulePropagator {
        private final boolean[] fixed;
        private final boolean[] used;
        private int hosts;

        /** @param fixed by node, whether one of the rule's VMs that are not free is there */
        Gather(IntVar[] vms, boolean[] fixed, Allowance breach) {
            super(vms, breach);
            this.fixed = fixed;
            used = new boolean[fixed.length];
        }

        @Override
        int least() {
            System.arraycopy(fixed, 0, used, 0, used.length);
            for (IntVar vm : vms) {
                if (vm.isInstantiated()) {
                    used[vm.getValue()] = true;
                }
            }
            hosts = 0;
            for (boolean one : used) {
                hosts += one ? 1 : 0;
            }
            return Math.max(0, hosts - 1);
        }

        @Override
        int added(int vm, int node) {
            return hosts == 0 || used[node] ? 0 : 1;
        }

        @Override
        int mostAdded() {
            return 1;
        }

        @Override
        boolean filter(int room) throws ContradictionException {
            return most() == 0 && hosts == 0 ? meet() : super.filter(room);
        }

        /** All on one node that is still open to all. */
        private boolean meet() throws ContradictionException {
            boolean decided = false;
            for (IntVar vm : vms) {
                int last = vm.getUB();
                for (int node = vm.getLB(); node <= last; node = vm.nextValue(node)) {
                    if (!openToAll(node)) {
                        vm.removeValue(node, this);
                    }
                }
                decided |= vm.isInstantiated();
            }
            return decided;
        }

        private boolean openToAll(int node) {
            for (IntVar vm : vms) {
                if (!vm.contains(node)) {
                    return false;
                }
            }
            return true;
        }
    }

    static final class Split extends RulePropagator {
        private final int[] group;
        private final boolean[][] fixed;
        private final boolean[][] has;
        private final int[] groups;

        /**
         * @param group of each of the VMs
         * @param fixed by node and group, whether one of the rule's VMs that are not free is there
         */
        Split(IntVar[] vms, int[] group, boolean[][] fixed, Allowance breach) {
            super(vms, breach);
            this.group = group;
            this.fixed = fixed;
            has = Arrays.stream(fixed).map(boolean[]::clone).toArray(boolean[][]::new);
            groups = new int[fixed.length];
        }

        @Override
        int least() {
            for (int node = 0; node < has.length; node++) {
                System.arraycopy(fixed[node], 0, has[node], 0, has[node].length);
            }
            for (int vm = 0; vm < vms.length; vm++) {
                if (vms[vm].isInstantiated()) {
                    has[vms[vm].getValue()][group[vm]] = true;
                }
            }
            int beyond = 0;
            for (int node = 0; node < has.length; node++) {
                groups[node] = 0;
                for (boolean one : has[node]) {
                    groups[node] += one ? 1 : 0;
                }
                beyond += Math.max(0, groups[node] - 1);
            }
            return beyond;
        }

        @Override
        int added(int vm, int node) {
            return groups[node] > 0 && !has[node][group[vm]] ? 1 : 0;
        }

        @Override
        int mostAdded() {
            return 1;
        }
    }
}
