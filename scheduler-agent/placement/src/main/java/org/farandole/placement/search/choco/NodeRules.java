package org.farandole.placement.search.choco;

import java.util.Arrays;
import java.util.BitSet;
import org.chocosolver.solver.variables.IntVar;

/** Propagators of the rules that any free VM can break: on groups of nodes, and {@code lonely}. */
final class NodeRules {

    private NodeRules() {}

    static final class Lonely extends RulePropagator {
        private final BitSet mine;
        private final int[][] fixed;
        private final int[] ours;
        private final int[] strangers;
        private final int elsewhere;

        /**
         * @param mine which of the VMs are the rule's
         * @param fixed by node, VMs that are not free: the rule's, then the others
         * @param elsewhere the breach on nodes that no free VM can be on
         */
        Lonely(IntVar[] vms, BitSet mine, int[][] fixed, int elsewhere, Allowance breach) {
            super(vms, breach);
            this.mine = mine;
            this.fixed = fixed;
            this.elsewhere = elsewhere;
            ours = fixed[0].clone();
            strangers = fixed[1].clone();
        }

        @Override
        int least() {
            System.arraycopy(fixed[0], 0, ours, 0, ours.length);
            System.arraycopy(fixed[1], 0, strangers, 0, strangers.length);
            for (int vm = 0; vm < vms.length; vm++) {
                if (vms[vm].isInstantiated()) {
                    (mine.get(vm) ? ours : strangers)[vms[vm].getValue()]++;
                }
            }
            int beyond = elsewhere;
            for (int node = 0; node < ours.length; node++) {
                beyond += ours[node] > 0 ? strangers[node] : 0;
            }
            return beyond;
        }

        @Override
        int added(int vm, int node) {
            if (mine.get(vm)) {
                return ours[node] == 0 ? strangers[node] : 0;
            }
            return Math.min(1, ours[node]);
        }

        @Override
        int mostAdded() {
            return Integer.MAX_VALUE;
        }
    }

    static final class MaxOnline extends RulePropagator {
        private final boolean[] inside;
        private final boolean[] fixed;
        private final boolean[] used;
        private final int spare;
        private int on;

        /**
         * @param inside by node, whether it is the rule's
         * @param fixed by node, whether a VM that is not free is there
         * @param spare how many of these nodes may be in use; negative where others already use more
         */
        MaxOnline(IntVar[] vms, boolean[] inside, boolean[] fixed, int spare, Allowance breach) {
            super(vms, breach);
            this.inside = inside;
            this.fixed = fixed;
            this.spare = spare;
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
            on = 0;
            for (int node = 0; node < used.length; node++) {
                on += inside[node] && used[node] ? 1 : 0;
            }
            return Math.max(0, on - spare);
        }

        @Override
        int added(int vm, int node) {
            return inside[node] && !used[node] ? mostAdded() : 0;
        }

        @Override
        int mostAdded() {
            return on >= spare ? 1 : 0;
        }
    }

    /** At most so much on the nodes together. */
    static final class Capacity extends RulePropagator {
        private final int[] amounts;
        private final int largest;
        private final boolean[] inside;
        private final int spare;
        private int demanded;

        /**
         * @param amounts that each of the VMs takes
         * @param inside by node, whether it is the rule's
         * @param spare how much the free VMs may take; negative where the others already take more
         */
        Capacity(IntVar[] vms, int[] amounts, boolean[] inside, int spare, Allowance breach) {
            super(vms, breach);
            this.amounts = amounts;
            this.inside = inside;
            this.spare = spare;
            largest = Arrays.stream(amounts).max().orElse(0);
        }

        @Override
        int least() {
            demanded = 0;
            for (int vm = 0; vm < vms.length; vm++) {
                demanded += hasToBeInside(vms[vm]) ? amounts[vm] : 0;
            }
            return Math.max(0, demanded - spare);
        }

        private boolean hasToBeInside(IntVar vm) {
            int last = vm.getUB();
            for (int node = vm.getLB(); node <= last; node = vm.nextValue(node)) {
                if (!inside[node]) {
                    return false;
                }
            }
            return true;
        }

        @Override
        int added(int vm, int node) {
            return inside[node] && !hasToBeInside(vms[vm]) ? more(amounts[vm]) : 0;
        }

        @Override
        int mostAdded() {
            return more(largest);
        }

        private int more(int amount) {
            return Math.max(0, demanded + amount - spare) - Math.max(0, demanded - spare);
        }
    }
}
