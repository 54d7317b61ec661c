package org.farandole.bench.placement.instance;

import org.farandole.placement.Amounts;
import org.farandole.placement.Problem;

/** Nearly nothing left: demands are drawn, then raised or lowered one by one until the sums are as wanted. */
final class Tight {

    static final int CPU_PERMILLE = 950;
    static final int MEMORY_PERMILLE = 900;
    private static final int MEMORY_STEP_MIB = 256;
    private static final int LEAST_MEMORY_MIB = 1_024;

    private Tight() {}

    static Problem problem(int nodes, Draw draw) {
        int vms = nodes * Loads.VMS_A_NODE;
        int[] cpu = cpu(vms, (int) ((long) nodes * Loads.CPU_PERCENT * CPU_PERMILLE / 1_000), draw);
        int[] memory = memory(nodes, draw);
        return Loads.blocks(
                        nodes, Amounts.of(Loads.CPU_PERCENT, Loads.MEMORY_MIB), vm -> Amounts.of(cpu[vm], memory[vm]))
                .problem();
    }

    private static int[] cpu(int vms, int wanted, Draw draw) {
        int[] cpu = new int[vms];
        int sum = 0;
        for (int vm = 0; vm < vms; vm++) {
            cpu[vm] = draw.demand(66.5, 20);
            sum += cpu[vm];
        }
        while (Math.abs(wanted - sum) >= 10) {
            int step = wanted > sum ? 10 : -10;
            int vm = draw.below(vms);
            if (cpu[vm] + step >= 0 && cpu[vm] + step <= 100) {
                cpu[vm] += step;
                sum += step;
            }
        }
        return cpu;
    }

    /** No node above its memory: that of a node that is full is left alone. */
    private static int[] memory(int nodes, Draw draw) {
        int[] memory = new int[nodes * Loads.VMS_A_NODE];
        int[] used = new int[nodes];
        long sum = 0;
        for (int vm = 0; vm < memory.length; vm++) {
            memory[vm] = draw.oneOf(1_024, 2_048, 2_560, 3_072);
            used[vm / Loads.VMS_A_NODE] += memory[vm];
            sum += memory[vm];
        }
        long wanted = (long) nodes * Loads.MEMORY_MIB * MEMORY_PERMILLE / 1_000;
        while (Math.abs(wanted - sum) >= MEMORY_STEP_MIB) {
            int step = wanted > sum ? MEMORY_STEP_MIB : -MEMORY_STEP_MIB;
            int vm = draw.below(memory.length);
            int node = vm / Loads.VMS_A_NODE;
            if (memory[vm] + step >= LEAST_MEMORY_MIB && used[node] + step <= Loads.MEMORY_MIB) {
                memory[vm] += step;
                used[node] += step;
                sum += step;
            }
        }
        return memory;
    }
}
