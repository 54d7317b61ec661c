package org.farandole.bench.placement.instance;

import java.util.List;
import java.util.function.IntFunction;
import org.farandole.placement.Amounts;
import org.farandole.placement.Dimension;
import org.farandole.placement.Goal;
import org.farandole.placement.Problem;

/** The classes that differ in their loads alone. VMs are in blocks of ten, as VMPlaceS starts them. */
final class Loads {

    static final int VMS_A_NODE = 10;
    static final int CPU_PERCENT = 700;
    static final int MEMORY_MIB = 32_768;
    static final int VM_MEMORY_MIB = 1_024;

    private Loads() {}

    static Site field(int nodes, Draw draw) {
        return blocks(nodes, Amounts.of(CPU_PERCENT, MEMORY_MIB), vm -> Amounts.of(draw.demand(60, 20), VM_MEMORY_MIB));
    }

    /** Memory for ten VMs a node; every fourth node, drawn among four, has nine. */
    static Site swap(int nodes, Draw draw) {
        Site site = new Site();
        int spare = 0;
        for (int node = 0; node < nodes; node++) {
            if (node % 4 == 0) {
                spare = node + draw.below(Math.min(4, nodes - node));
            }
            site.node(Amounts.of(CPU_PERCENT, VMS_A_NODE * VM_MEMORY_MIB));
            for (int vm = node == spare ? 1 : 0; vm < VMS_A_NODE; vm++) {
                site.vm(node, Amounts.of(draw.demand(60, 20), VM_MEMORY_MIB));
            }
        }
        return site;
    }

    static Problem consolidation(int nodes, Draw draw) {
        Site site = blocks(
                nodes,
                Amounts.of(CPU_PERCENT, MEMORY_MIB),
                vm -> Amounts.of(Math.max(10, draw.demand(20, 10)), VM_MEMORY_MIB));
        return site.problem(Goal.CONSOLIDATE, List.of());
    }

    static Problem shortOfMemory(int nodes, Draw draw) {
        return blocks(
                        nodes,
                        Amounts.of(CPU_PERCENT, 32 * CPU_PERCENT),
                        vm -> Amounts.of(draw.demand(30, 10), 32 * draw.demand(60, 20)))
                .problem();
    }

    static Problem shortOfDisk(int nodes, Draw draw) {
        return blocks(
                        nodes,
                        Amounts.of(CPU_PERCENT, MEMORY_MIB).and(Dimension.DISK, 700),
                        vm -> Amounts.of(draw.demand(30, 10), VM_MEMORY_MIB).and(Dimension.DISK, draw.demand(60, 20)))
                .problem();
    }

    static Problem shortOfNetwork(int nodes, Draw draw) {
        return blocks(
                        nodes,
                        Amounts.of(CPU_PERCENT, MEMORY_MIB).and(Dimension.NETWORK, 7_000),
                        vm -> Amounts.of(draw.demand(30, 10), VM_MEMORY_MIB)
                                .and(Dimension.NETWORK, 10 * draw.demand(60, 20)))
                .problem();
    }

    static Site blocks(int nodes, Amounts capacity, IntFunction<Amounts> demand) {
        Site site = new Site();
        for (int node = 0; node < nodes; node++) {
            site.node(capacity);
            for (int vm = 0; vm < VMS_A_NODE; vm++) {
                site.vm(node, demand.apply(site.vms().size()));
            }
        }
        return site;
    }
}
