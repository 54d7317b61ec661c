package org.farandole.placement.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.farandole.placement.rule.Rule;

/**
 * A continuous rule while VMs move one at a time. By its breach, a VM in flight is on both of its nodes, a suspended one
 * nowhere.
 */
abstract class SequencerWatch {

    static final int NOWHERE = -1;

    final int[] vms;
    final int[] nodes;
    final boolean everywhere;
    /** Two VMs that are apart break it by being on one node, and nothing else does. */
    boolean pairwise;
    /** The breach before any move. */
    int allowed;

    SequencerWatch(int[] vms, int[] nodes, boolean everywhere) {
        this.vms = vms;
        this.nodes = nodes;
        this.everywhere = everywhere;
    }

    /** While a VM, if any, is on its way; to nowhere if it is being suspended. */
    abstract int breach(SequencerRules now, int flying, int to);

    /** Whether the rule keeps the two from one node. */
    boolean apart(int vm, int other) {
        return false;
    }

    static final class Spread extends SequencerWatch {
        private final BitSet members;

        Spread(int[] vms) {
            super(vms, new int[0], false);
            members = bits(vms);
        }

        @Override
        int breach(SequencerRules now, int flying, int to) {
            int beyond = 0;
            for (int i = 0; i < vms.length; i++) {
                beyond += now.at(vms[i]) != NOWHERE && isAmong(now, i, now.at(vms[i])) ? 1 : 0;
            }
            boolean lands = to != NOWHERE && flying >= 0 && members.get(flying);
            return beyond + (lands && isAmong(now, vms.length, to) ? 1 : 0);
        }

        private boolean isAmong(SequencerRules now, int end, int node) {
            for (int i = 0; i < end; i++) {
                if (now.at(vms[i]) == node) {
                    return true;
                }
            }
            return false;
        }

        @Override
        boolean apart(int vm, int other) {
            return members.get(vm) && members.get(other);
        }
    }

    static final class Split extends SequencerWatch {
        private final int[] group;

        Split(Instance instance, List<Set<String>> groups) {
            super(instance.vmsOf(groups.stream().flatMap(Set::stream).toList()), new int[0], false);
            group = new int[vms.length];
            for (int i = 0; i < groups.size(); i++) {
                for (int vm : instance.vmsOf(groups.get(i))) {
                    group[Arrays.binarySearch(vms, vm)] = i;
                }
            }
        }

        /** Groups beyond the first on each node: pairs of group and node, less nodes. */
        @Override
        int breach(SequencerRules now, int flying, int to) {
            int member = to == NOWHERE || flying < 0 ? -1 : Arrays.binarySearch(vms, flying);
            int places = member < 0 ? vms.length : vms.length + 1;
            int pairs = 0;
            int hosts = 0;
            for (int i = 0; i < places; i++) {
                int node = i < vms.length ? now.at(vms[i]) : to;
                int mine = group[i < vms.length ? i : member];
                boolean newPair = node != NOWHERE;
                boolean newHost = newPair;
                for (int j = 0; j < i && newPair; j++) {
                    if (now.at(vms[j]) == node) {
                        newHost = false;
                        newPair = group[j] != mine;
                    }
                }
                pairs += newPair ? 1 : 0;
                hosts += newHost ? 1 : 0;
            }
            return pairs - hosts;
        }

        @Override
        boolean apart(int vm, int other) {
            int one = Arrays.binarySearch(vms, vm);
            int two = Arrays.binarySearch(vms, other);
            return one >= 0 && two >= 0 && group[one] != group[two];
        }
    }

    static final class Lonely extends SequencerWatch {
        private final BitSet mine;

        Lonely(int[] vms) {
            super(vms, new int[0], true);
            mine = bits(vms);
        }

        @Override
        int breach(SequencerRules now, int flying, int to) {
            boolean lands = flying >= 0 && to != NOWHERE;
            boolean joins = lands && mine.get(flying);
            int strangers = 0;
            for (int i = 0; i < vms.length; i++) {
                int node = now.at(vms[i]);
                if (node != NOWHERE && isFirst(now, i, node)) {
                    strangers += now.on(node) - mineOn(now, node) + (lands && !joins && to == node ? 1 : 0);
                }
            }
            return strangers + (joins && isFirst(now, vms.length, to) ? now.on(to) : 0);
        }

        private boolean isFirst(SequencerRules now, int end, int node) {
            for (int i = 0; i < end; i++) {
                if (now.at(vms[i]) == node) {
                    return false;
                }
            }
            return true;
        }

        private int mineOn(SequencerRules now, int node) {
            int count = 0;
            for (int vm : vms) {
                count += now.at(vm) == node ? 1 : 0;
            }
            return count;
        }

        @Override
        boolean apart(int vm, int other) {
            return mine.get(vm) != mine.get(other);
        }
    }

    static final class Among extends SequencerWatch {
        private final List<BitSet> groups;

        Among(Instance instance, Rule.Among rule) {
            super(instance.vmsOf(rule.vms()), new int[0], false);
            groups = rule.groups().stream()
                    .map(group -> bits(instance.nodesOf(group)))
                    .toList();
        }

        @Override
        int breach(SequencerRules now, int flying, int to) {
            int most = 0;
            for (BitSet group : groups) {
                int inside = 0;
                for (int vm : vms) {
                    boolean there = now.at(vm) == NOWHERE || group.get(now.at(vm));
                    inside += there && (vm != flying || to == NOWHERE || group.get(to)) ? 1 : 0;
                }
                most = Math.max(most, inside);
            }
            return vms.length - most;
        }
    }

    /** Only of moments when none of its VMs is in flight: counted as after the move. */
    static final class Gather extends SequencerWatch {
        Gather(int[] vms) {
            super(vms, new int[0], false);
        }

        @Override
        int breach(SequencerRules now, int flying, int to) {
            int[] hosts = Arrays.stream(vms)
                    .map(vm -> vm == flying ? to : now.at(vm))
                    .filter(node -> node != NOWHERE)
                    .distinct()
                    .toArray();
            return Math.max(0, hosts.length - 1);
        }
    }

    static final class MaxOnline extends SequencerWatch {
        private final int most;

        MaxOnline(int[] nodes, int most) {
            super(new int[0], nodes, false);
            this.most = most;
        }

        @Override
        int breach(SequencerRules now, int flying, int to) {
            int used = 0;
            for (int node : nodes) {
                used += now.on(node) > 0 || flying >= 0 && node == to ? 1 : 0;
            }
            return Math.max(0, used - most);
        }
    }

    static BitSet bits(int[] numbers) {
        BitSet bits = new BitSet();
        for (int number : numbers) {
            bits.set(number);
        }
        return bits;
    }
}
