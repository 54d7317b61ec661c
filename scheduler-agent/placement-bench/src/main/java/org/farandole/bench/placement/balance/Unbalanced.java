package org.farandole.bench.placement.balance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.farandole.placement.Amounts;
import org.farandole.placement.Dimension;
import org.farandole.placement.Goal;
import org.farandole.placement.Node;
import org.farandole.placement.Objective;
import org.farandole.placement.Problem;
import org.farandole.placement.Terms;
import org.farandole.placement.Vm;

/**
 * Nodes of 8 cores and 64 GiB, and VMs of one virtual CPU, of four sizes of memory and of VMPlaceS's demands, each on a node that
 * is drawn. Virtual CPUs are a dimension of their own, as hbal levels their number too.
 */
final class Unbalanced {

    static final Dimension VCPU = new Dimension("vCPU", "VMs' CPUs", false);
    static final int CORES = 8;
    static final int MEMORY_MIB = 65_536;
    private static final int TWICE_PERMILLE = 2_000;
    private static final int[] MEMORY_SIZES_MIB = {512, 1_024, 2_048, 4_096};

    private Unbalanced() {}

    static Problem problem(int nodes, int vms, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Node> all = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            all.add(new Node("node" + node, Amounts.of(100 * CORES, MEMORY_MIB).and(VCPU, CORES))
                    .overbooked(VCPU, TWICE_PERMILLE));
        }
        List<Vm> placed = new ArrayList<>();
        for (int vm = 0; vm < vms; vm++) {
            double demand = Math.min(100, Math.max(0, 60 + 20 * random.nextGaussian()));
            int memory = MEMORY_SIZES_MIB[random.nextInt(MEMORY_SIZES_MIB.length)];
            placed.add(new Vm(
                    "vm" + vm,
                    "node" + random.nextInt(nodes),
                    Amounts.of(10 * (int) Math.round(demand / 10), memory).and(VCPU, 1)));
        }
        Terms terms = Terms.USUAL
                .with(Objective.FEWEST_MOVES)
                .with(new Terms.LeastGain(0, Duration.ofHours(1), 0))
                .parallel(1_000, 1_000);
        return new Problem(Goal.BALANCE, all, placed, List.of(), terms);
    }
}
