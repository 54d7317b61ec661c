package org.farandole.placement.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.farandole.placement.rule.Rule;

/** Rules on groups of VMs. */
final class GroupGuards {

    private static final int[] NONE = {};

    private GroupGuards() {}

    static final class Spread extends Guard {
        Spread(Instance instance, Rule.Spread rule) {
            super(instance, rule, instance.vmsOf(rule.vms()), NONE, false);
        }

        @Override
        public int breach(Arrangement at) {
            int beyond = 0;
            for (int i = 1; i < vms.length; i++) {
                for (int j = 0; j < i; j++) {
                    if (at.host[vms[i]] == at.host[vms[j]]) {
                        beyond++;
                        break;
                    }
                }
            }
            return beyond;
        }

        @Override
        int leastMoves(Arrangement at, int allowed) {
            return Math.max(1, breach(at) - allowed);
        }

        @Override
        int[] suspects(Arrangement at) {
            return Arrays.stream(vms)
                    .filter(vm -> Arrays.stream(vms).anyMatch(other -> other != vm && at.host[other] == at.host[vm]))
                    .toArray();
        }
    }

    static final class Gather extends Guard {
        Gather(Instance instance, Rule.Gather rule) {
            super(instance, rule, instance.vmsOf(rule.vms()), NONE, false);
        }

        @Override
        public int breach(Arrangement at) {
            int hosts = 0;
            for (int i = 0; i < vms.length; i++) {
                boolean fresh = true;
                for (int j = 0; j < i && fresh; j++) {
                    fresh = at.host[vms[i]] != at.host[vms[j]];
                }
                hosts += fresh ? 1 : 0;
            }
            return Math.max(0, hosts - 1);
        }

        /** All come to where most of them are. */
        @Override
        int leastMoves(Arrangement at, int allowed) {
            if (allowed > 0) {
                return 1;
            }
            int most = 0;
            for (int vm : vms) {
                int together = 0;
                for (int other : vms) {
                    together += at.host[other] == at.host[vm] ? 1 : 0;
                }
                most = Math.max(most, together);
            }
            return Math.max(1, vms.length - most);
        }

        @Override
        int[] suspects(Arrangement at) {
            return vms;
        }
    }

    static final class Split extends Guard {
        private final int[] group;

        Split(Instance instance, Rule.Split rule) {
            super(instance, rule, instance.vmsOf(all(rule.groups())), NONE, false);
            group = new int[vms.length];
            for (int i = 0; i < rule.groups().size(); i++) {
                for (int vm : instance.vmsOf(rule.groups().get(i))) {
                    group[Arrays.binarySearch(vms, vm)] = i;
                }
            }
        }

        /** Groups beyond the first on each node: pairs of group and node, less nodes. */
        @Override
        public int breach(Arrangement at) {
            int pairs = 0;
            int hosts = 0;
            for (int i = 0; i < vms.length; i++) {
                boolean newPair = true;
                boolean newHost = true;
                for (int j = 0; j < i && newPair; j++) {
                    if (at.host[vms[i]] == at.host[vms[j]]) {
                        newHost = false;
                        newPair = group[i] != group[j];
                    }
                }
                pairs += newPair ? 1 : 0;
                hosts += newHost ? 1 : 0;
            }
            return pairs - hosts;
        }

        @Override
        int[] suspects(Arrangement at) {
            return IntStream.range(0, vms.length)
                    .filter(i -> IntStream.range(0, vms.length)
                            .anyMatch(j -> group[i] != group[j] && at.host[vms[i]] == at.host[vms[j]]))
                    .map(i -> vms[i])
                    .toArray();
        }
    }

    static final class Among extends Guard {
        private final List<BitSet> groups;

        Among(Instance instance, Rule.Among rule) {
            super(instance, rule, instance.vmsOf(rule.vms()), NONE, false);
            groups = rule.groups().stream()
                    .map(instance::nodesOf)
                    .map(nodes -> {
                        BitSet group = new BitSet();
                        Arrays.stream(nodes).forEach(group::set);
                        return group;
                    })
                    .toList();
        }

        @Override
        public int breach(Arrangement at) {
            int most = 0;
            for (BitSet group : groups) {
                int inside = 0;
                for (int vm : vms) {
                    inside += group.get(at.host[vm]) ? 1 : 0;
                }
                most = Math.max(most, inside);
            }
            return vms.length - most;
        }

        @Override
        int leastMoves(Arrangement at, int allowed) {
            return Math.max(1, breach(at) - allowed);
        }

        @Override
        int[] suspects(Arrangement at) {
            return vms;
        }
    }

    static final class Lonely extends Guard {
        private final BitSet mine = new BitSet();

        Lonely(Instance instance, Rule.Lonely rule) {
            super(instance, rule, instance.vmsOf(rule.vms()), NONE, true);
            Arrays.stream(vms).forEach(mine::set);
        }

        @Override
        public int breach(Arrangement at) {
            int strangers = 0;
            for (int i = 0; i < vms.length; i++) {
                int node = at.host[vms[i]];
                boolean seen = false;
                for (int j = 0; j < i && !seen; j++) {
                    seen = at.host[vms[j]] == node;
                }
                if (!seen) {
                    for (int vm = at.firstOn(node); vm >= 0; vm = at.nextOf(vm)) {
                        strangers += mine.get(vm) ? 0 : 1;
                    }
                }
            }
            return strangers;
        }

        @Override
        int[] suspects(Arrangement at) {
            return Arrays.stream(vms)
                    .map(vm -> at.host[vm])
                    .distinct()
                    .filter(node -> Arrays.stream(at.vmsOn(node)).anyMatch(vm -> !mine.get(vm)))
                    .flatMap(node -> Arrays.stream(at.vmsOn(node)))
                    .toArray();
        }
    }

    private static List<String> all(List<Set<String>> groups) {
        return groups.stream().flatMap(Set::stream).toList();
    }
}
