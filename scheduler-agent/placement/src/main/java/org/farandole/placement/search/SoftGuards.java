package org.farandole.placement.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.farandole.placement.rule.Rule;

/** Soft rules on single VMs; the hard ones of the kind are {@link Restrictions}. */
final class SoftGuards {

    private static final int[] NONE = {};

    private SoftGuards() {}

    private abstract static class OnVms extends Guard {
        OnVms(Instance instance, Rule rule, int[] vms) {
            super(instance, rule, vms, NONE, false);
        }

        abstract boolean breaks(Arrangement at, int vm);

        @Override
        public int breach(Arrangement at) {
            int breaking = 0;
            for (int vm : vms) {
                breaking += breaks(at, vm) ? 1 : 0;
            }
            return breaking;
        }

        @Override
        int[] suspects(Arrangement at) {
            return Arrays.stream(vms).filter(vm -> breaks(at, vm)).toArray();
        }
    }

    static final class Ban extends OnVms {
        private final BitSet banned = new BitSet();

        Ban(Instance instance, Rule.Ban rule) {
            super(instance, rule, instance.vmsOf(rule.vms()));
            Arrays.stream(instance.nodesOf(rule.nodes())).forEach(banned::set);
        }

        @Override
        boolean breaks(Arrangement at, int vm) {
            return banned.get(at.host[vm]);
        }
    }

    static final class Fence extends OnVms {
        private final BitSet inside = new BitSet();

        Fence(Instance instance, Rule.Fence rule) {
            super(instance, rule, instance.vmsOf(rule.vms()));
            Arrays.stream(instance.nodesOf(rule.nodes())).forEach(inside::set);
        }

        @Override
        boolean breaks(Arrangement at, int vm) {
            return !inside.get(at.host[vm]);
        }
    }

    static final class Root extends OnVms {
        private final int[] home;

        Root(Instance instance, Rule.Root rule) {
            super(instance, rule, instance.vmsOf(rule.vms()));
            home = instance.host;
        }

        @Override
        boolean breaks(Arrangement at, int vm) {
            return at.host[vm] != home[vm];
        }
    }

    static final class Quarantine extends OnVms {
        private final BitSet zone = new BitSet();
        private final int[] home;

        Quarantine(Instance instance, Rule.Quarantine rule) {
            super(instance, rule, IntStream.range(0, instance.vmCount()).toArray());
            home = instance.host;
            Arrays.stream(instance.nodesOf(rule.nodes())).forEach(zone::set);
        }

        @Override
        boolean breaks(Arrangement at, int vm) {
            return at.host[vm] != home[vm] && (zone.get(home[vm]) || zone.get(at.host[vm]));
        }
    }

    static final class Offline extends OnVms {
        private final IntPredicate off;

        Offline(Instance instance, Rule.Offline rule) {
            super(instance, rule, IntStream.range(0, instance.vmCount()).toArray());
            BitSet nodes = new BitSet();
            Arrays.stream(instance.nodesOf(rule.nodes())).forEach(nodes::set);
            off = nodes::get;
        }

        @Override
        boolean breaks(Arrangement at, int vm) {
            return off.test(at.host[vm]);
        }
    }
}
