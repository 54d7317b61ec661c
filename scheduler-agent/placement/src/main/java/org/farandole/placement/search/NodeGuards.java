package org.farandole.placement.search;

import java.util.Arrays;
import org.farandole.placement.rule.Rule;

/** Rules on groups of nodes. */
final class NodeGuards {

    private static final int[] NONE = {};

    private NodeGuards() {}

    private abstract static class OnNodes extends Guard {
        OnNodes(Instance instance, Rule rule, Iterable<String> nodes) {
            super(instance, rule, NONE, instance.nodesOf(nodes), false);
        }

        /** A node of the set has to lose a VM. */
        @Override
        int[] suspects(Arrangement at) {
            return Arrays.stream(nodes)
                    .flatMap(node -> Arrays.stream(at.vmsOn(node)))
                    .toArray();
        }
    }

    static final class MaxOnline extends OnNodes {
        private final int most;

        MaxOnline(Instance instance, Rule.MaxOnline rule) {
            super(instance, rule, rule.nodes());
            most = rule.most();
        }

        @Override
        public int breach(Arrangement at) {
            int on = 0;
            for (int node : nodes) {
                on += at.count[node] > 0 ? 1 : 0;
            }
            return Math.max(0, on - most);
        }
    }

    static final class RunningCapacity extends OnNodes {
        private final int most;

        RunningCapacity(Instance instance, Rule.RunningCapacity rule) {
            super(instance, rule, rule.nodes());
            most = rule.most();
        }

        @Override
        public int breach(Arrangement at) {
            int running = 0;
            for (int node : nodes) {
                running += at.count[node];
            }
            return Math.max(0, running - most);
        }
    }

    static final class ResourceCapacity extends OnNodes {
        private final int dimension;
        private final int most;

        ResourceCapacity(Instance instance, Rule.ResourceCapacity rule) {
            super(instance, rule, rule.nodes());
            dimension = instance.dimension(rule.dimension());
            most = rule.most();
        }

        @Override
        public int breach(Arrangement at) {
            int demanded = 0;
            for (int node : nodes) {
                demanded += at.load[dimension][node];
            }
            return Math.max(0, demanded - most);
        }
    }
}
