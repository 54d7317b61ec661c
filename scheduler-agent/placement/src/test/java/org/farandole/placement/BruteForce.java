package org.farandole.placement;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Every arrangement that single moves, one at a time and within memory, can reach; the fewest moves to one that will do. */
final class BruteForce {

    private final Problem problem;
    private final List<Vm> vms;
    private final List<Node> nodes;
    private int fewest = Integer.MAX_VALUE;

    private BruteForce(Problem problem) {
        this.problem = problem;
        vms = problem.vms();
        nodes = problem.nodes();
    }

    static OptionalInt fewestMoves(Problem problem) {
        BruteForce search = new BruteForce(problem);
        search.arrange(0, new String[search.vms.size()], 0);
        return search.fewest == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(search.fewest);
    }

    private void arrange(int vm, String[] hosts, int moves) {
        if (moves >= fewest) {
            return;
        }
        if (vm == hosts.length) {
            if (lawful(hosts) && reachable(hosts)) {
                fewest = moves;
            }
            return;
        }
        for (Node node : nodes) {
            boolean stays = node.name().equals(vms.get(vm).host());
            if (stays || mayGo(vms.get(vm), node)) {
                hosts[vm] = node.name();
                arrange(vm + 1, hosts, moves + (stays ? 0 : 1));
            }
        }
    }

    private static boolean mayGo(Vm vm, Node node) {
        return vm.mayMove() && !node.draining() && !vm.forbidden().contains(node.name());
    }

    private boolean lawful(String[] hosts) {
        for (Node node : nodes) {
            int before = 0;
            int after = 0;
            int memory = 0;
            boolean empty = true;
            for (int vm = 0; vm < hosts.length; vm++) {
                before += vms.get(vm).host().equals(node.name()) ? vms.get(vm).cpuDemandPercent() : 0;
                if (hosts[vm].equals(node.name())) {
                    after += vms.get(vm).cpuDemandPercent();
                    memory += vms.get(vm).memoryMiB();
                    empty = false;
                }
            }
            boolean goal = switch (problem.goal()) {
                case RELIEVE -> after <= node.cpuPercent();
                case EVACUATE -> after <= Math.max(before, node.cpuPercent()) && (empty || !node.draining());
            };
            if (!goal || memory > node.memoryMiB()) {
                return false;
            }
        }
        return true;
    }

    private boolean reachable(String[] hosts) {
        Map<String, Integer> free = new HashMap<>();
        nodes.forEach(node -> free.put(node.name(), node.memoryMiB()));
        Set<Integer> open = new HashSet<>();
        for (int vm = 0; vm < hosts.length; vm++) {
            free.merge(vms.get(vm).host(), -vms.get(vm).memoryMiB(), Integer::sum);
            if (!hosts[vm].equals(vms.get(vm).host())) {
                open.add(vm);
            }
        }
        return finishes(hosts, open, free);
    }

    private boolean finishes(String[] hosts, Set<Integer> open, Map<String, Integer> free) {
        if (open.isEmpty()) {
            return true;
        }
        for (int vm : Set.copyOf(open)) {
            int memory = vms.get(vm).memoryMiB();
            if (free.getOrDefault(hosts[vm], 0) >= memory) {
                open.remove(vm);
                free.merge(hosts[vm], -memory, Integer::sum);
                free.merge(vms.get(vm).host(), memory, Integer::sum);
                boolean done = finishes(hosts, open, free);
                free.merge(hosts[vm], memory, Integer::sum);
                free.merge(vms.get(vm).host(), -memory, Integer::sum);
                open.add(vm);
                if (done) {
                    return true;
                }
            }
        }
        return false;
    }
}
