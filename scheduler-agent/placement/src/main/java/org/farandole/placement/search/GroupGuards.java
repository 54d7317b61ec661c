package org.farandole.placement.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
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
            return breach(at, vm -> true);
        }

        private int breach(Arrangement at, IntPredicate counts) {
            int beyond = 0;
            for (int i = 1; i < vms.length; i++) {
                for (int j = 0; j < i; j++) {
                    if (at.host[vms[i]] == at.host[vms[j]] && counts.test(vms[i]) && counts.test(vms[j])) {
                        beyond++;
                        break;
                    }
                }
            }
            return beyond;
        }

        @Override
        int leastMoves(Arrangement at, int allowed, BitSet free) {
            return breach(at, vm -> !free.get(vm)) > allowed ? NEVER : Math.max(1, breach(at) - allowed);
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

        /** All come to where those are that cannot move, or to where most of them are. */
        @Override
        int leastMoves(Arrangement at, int allowed, BitSet free) {
            if (allowed > 0) {
                return 1;
            }
            int most = 0;
            int pinned = -1;
            for (int vm : vms) {
                int together = 0;
                for (int other : vms) {
                    together += at.host[other] == at.host[vm] ? 1 : 0;
                }
                if (free.get(vm)) {
                    most = Math.max(most, pinned < 0 ? together : 0);
                } else if (pinned >= 0 && pinned != at.host[vm]) {
                    return NEVER;
                } else {
                    pinned = at.host[vm];
                    most = together;
                }
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
        int leastMoves(Arrangement at, int allowed, BitSet free) {
            if (allowed > 0) {
                return 1;
            }
            for (int i = 1; i < vms.length; i++) {
                for (int j = 0; j < i; j++) {
                    if (group[i] != group[j]
                            && at.host[vms[i]] == at.host[vms[j]]
                            && !free.get(vms[i])
                            && !free.get(vms[j])) {
                        return NEVER;
                    }
                }
            }
            return Math.max(1, breach(at));
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

        /** Those outside the group that fewest are outside of, among the groups that can be reached. */
        @Override
        int leastMoves(Arrangement at, int allowed, BitSet free) {
            int least = NEVER;
            for (BitSet each : groups) {
                int outside = 0;
                int pinned = 0;
                for (int vm : vms) {
                    boolean out = !each.get(at.host[vm]);
                    outside += out ? 1 : 0;
                    pinned += out && !free.get(vm) ? 1 : 0;
                }
                if (pinned <= allowed) {
                    least = Math.min(least, Math.max(1, outside - allowed));
                }
            }
            return least;
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

        /** From each node that they share, they leave or the strangers do. */
        @Override
        int leastMoves(Arrangement at, int allowed, BitSet free) {
            if (allowed > 0) {
                return 1;
            }
            BitSet seen = new BitSet();
            int least = 0;
            for (int vm : vms) {
                int node = at.host[vm];
                if (!seen.get(node)) {
                    seen.set(node);
                    int moves = toBeAlone(at, node, free);
                    if (moves == NEVER) {
                        return NEVER;
                    }
                    least += moves;
                }
            }
            return Math.max(1, least);
        }

        private int toBeAlone(Arrangement at, int node, BitSet free) {
            int own = 0;
            int strangers = 0;
            boolean ownPinned = false;
            boolean strangersPinned = false;
            for (int vm = at.firstOn(node); vm >= 0; vm = at.nextOf(vm)) {
                own += mine.get(vm) ? 1 : 0;
                strangers += mine.get(vm) ? 0 : 1;
                ownPinned |= mine.get(vm) && !free.get(vm);
                strangersPinned |= !mine.get(vm) && !free.get(vm);
            }
            if (strangers == 0) {
                return 0;
            }
            if (ownPinned) {
                return strangersPinned ? NEVER : strangers;
            }
            return strangersPinned ? own : Math.min(own, strangers);
        }

        @Override
        int[] suspects(Arrangement at) {
            int[] shared = new int[0];
            for (int i = 0; i < vms.length; i++) {
                int node = at.host[vms[i]];
                boolean seen = false;
                for (int j = 0; j < i && !seen; j++) {
                    seen = at.host[vms[j]] == node;
                }
                if (!seen && anyStranger(at, node)) {
                    int[] more = at.vmsOn(node);
                    shared = Arrays.copyOf(shared, shared.length + more.length);
                    System.arraycopy(more, 0, shared, shared.length - more.length, more.length);
                }
            }
            return shared;
        }

        private boolean anyStranger(Arrangement at, int node) {
            for (int vm = at.firstOn(node); vm >= 0; vm = at.nextOf(vm)) {
                if (!mine.get(vm)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static List<String> all(List<Set<String>> groups) {
        return groups.stream().flatMap(Set::stream).toList();
    }
}
