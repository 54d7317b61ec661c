package org.farandole.placement.search.choco;

import java.util.Arrays;
import java.util.BitSet;
import org.farandole.placement.rule.Rule;
import org.farandole.placement.search.Guard;
import org.farandole.placement.search.Instance;

/** What each free VM costs on each node: its move, and the soft rules that concern it alone. */
final class UnaryPrices {

    /** By VM and node; of nodes outside the VM's domain too. */
    final long[][] of;
    /** Of all that does not depend on the free VMs, but for {@link GroupRules soft rules on several}. */
    final long base;

    private final Subproblem part;
    private final Instance instance;

    UnaryPrices(Subproblem part) {
        this.part = part;
        instance = part.instance;
        of = new long[part.vmCount()][part.nodeCount()];
        long now = part.at.price + part.at.penalty;
        for (int vm = 0; vm < of.length; vm++) {
            int home = instance.host[part.vms[vm]];
            for (int node = 0; node < part.nodeCount(); node++) {
                if (part.nodes[node] != home) {
                    of[vm][node] = instance.prices.of(part.vms[vm], home, part.nodes[node]);
                }
            }
        }
        instance.guards.stream().filter(guard -> guard.penalty > 0).forEach(this::add);
        for (int vm = 0; vm < of.length; vm++) {
            now -= of[vm][part.now[vm]];
        }
        base = now;
    }

    /** Of soft rules that are about VMs one by one. */
    private void add(Guard guard) {
        switch (guard.rule) {
            case Rule.Ban ban -> addOn(instance.vmsOf(ban.vms()), bits(ban.nodes()), guard.penalty);
            case Rule.Fence fence -> {
                BitSet outside = bits(fence.nodes());
                outside.flip(0, instance.nodeCount());
                addOn(instance.vmsOf(fence.vms()), outside, guard.penalty);
            }
            case Rule.Root root -> {
                for (int vm : instance.vmsOf(root.vms())) {
                    addLeaving(part.vmOf(vm), guard.penalty);
                }
            }
            case Rule.Quarantine zone -> addCrossing(bits(zone.nodes()), guard.penalty);
            case Rule.Offline offline -> addOn(part.vms, bits(offline.nodes()), guard.penalty);
            case Rule.Spread ignored -> {}
            case Rule.Gather ignored -> {}
            case Rule.Split ignored -> {}
            case Rule.Among ignored -> {}
            case Rule.Lonely ignored -> {}
            case Rule.MaxOnline ignored -> {}
            case Rule.RunningCapacity ignored -> {}
            case Rule.ResourceCapacity ignored -> {}
            case Rule.Preserve ignored -> {}
            case Rule.Overbook ignored -> {}
            case Rule.Online ignored -> {}
        }
    }

    private void addOn(int[] vms, BitSet nodes, long penalty) {
        for (int vm : vms) {
            int free = part.vmOf(vm);
            for (int node = 0; free >= 0 && node < part.nodeCount(); node++) {
                of[free][node] += nodes.get(part.nodes[node]) ? penalty : 0;
            }
        }
    }

    private void addLeaving(int vm, long penalty) {
        for (int node = 0; vm >= 0 && node < part.nodeCount(); node++) {
            of[vm][node] += node == part.home[vm] ? 0 : penalty;
        }
    }

    private void addCrossing(BitSet zone, long penalty) {
        for (int vm = 0; vm < of.length; vm++) {
            boolean inside = zone.get(part.nodes[part.home[vm]]);
            for (int node = 0; node < part.nodeCount(); node++) {
                boolean crosses = node != part.home[vm] && (inside || zone.get(part.nodes[node]));
                of[vm][node] += crosses ? penalty : 0;
            }
        }
    }

    private BitSet bits(Iterable<String> nodes) {
        BitSet bits = new BitSet();
        Arrays.stream(instance.nodesOf(nodes)).forEach(bits::set);
        return bits;
    }
}
