package org.farandole.placement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Seeded problems. */
final class Instances {

    private Instances() {}

    /** VMPlaceS's load: demand N(60, 20) in steps of 10, ten VMs of 1 GiB a node, 700 % a node; one node overloaded for sure. */
    static Problem partition(long seed, int nodeCount) {
        Random random = new Random(seed);
        List<Node> nodes = new ArrayList<>();
        List<Vm> vms = new ArrayList<>();
        for (int node = 0; node < nodeCount; node++) {
            nodes.add(new Node("node-" + node, 700, 32_768, false));
            int load = 0;
            for (int vm = 0; vm < 10; vm++) {
                int demand = (int) Math.round(Math.clamp(random.nextGaussian(60, 20), 0, 100) / 10) * 10;
                if (node == 0 && vm == 9) {
                    demand = Math.max(demand, 710 + 10 * random.nextInt(6) - load);
                }
                load += demand;
                vms.add(new Vm("vm-" + node + "-" + vm, "node-" + node, demand, 1_024));
            }
        }
        return new Problem(Goal.RELIEVE, nodes, vms);
    }

    /** A few nodes and VMs with everything in short supply: memory, CPU, permission. */
    static Problem tiny(long seed) {
        Random random = new Random(seed);
        int nodeCount = 2 + random.nextInt(2);
        int vmCount = 3 + random.nextInt(4);
        List<Node> nodes = new ArrayList<>();
        for (int node = 0; node < nodeCount; node++) {
            nodes.add(new Node("n" + node, 30 + 10 * random.nextInt(8), 4 + random.nextInt(5), random.nextInt(5) == 0));
        }
        int[] free = nodes.stream().mapToInt(Node::memoryMiB).toArray();
        List<Vm> vms = new ArrayList<>();
        for (int vm = 0; vm < vmCount; vm++) {
            int host = random.nextInt(nodeCount);
            int memory = 1 + random.nextInt(3);
            if (free[host] >= memory) {
                free[host] -= memory;
                Set<String> forbidden = random.nextInt(6) == 0 ? Set.of("n" + random.nextInt(nodeCount)) : Set.of();
                vms.add(new Vm(
                        "v" + vm, "n" + host, 10 * random.nextInt(6), memory, random.nextInt(8) != 0, forbidden));
            }
        }
        Goal goal = random.nextInt(3) == 0 ? Goal.EVACUATE : Goal.RELIEVE;
        return new Problem(goal, nodes, vms, MigrationTime.VMPLACES, 1);
    }

    static Problem permuted(Problem problem, long seed) {
        List<Node> nodes = new ArrayList<>(problem.nodes());
        List<Vm> vms = new ArrayList<>(problem.vms());
        Collections.shuffle(nodes, new Random(seed));
        Collections.shuffle(vms, new Random(seed + 1));
        return new Problem(problem.goal(), nodes, vms, problem.migrationTime(), problem.leastGainCpuPercent());
    }
}
