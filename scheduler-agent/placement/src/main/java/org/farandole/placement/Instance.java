package org.farandole.placement;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A problem by numbers: nodes and VMs are indices, in the order of their names, so that the order of the input does not
 * matter.
 */
final class Instance {

    final Goal goal;
    final List<Node> nodes;
    final List<Vm> vms;
    final int[] host;
    final int[] demand;
    final int[] memory;
    /** Of moving each VM, in milliseconds. */
    final int[] moveMillis;
    /** Before any move. */
    final int[] cpuLoad;

    final int[] memoryLoad;
    private final boolean[][] mayGo;

    Instance(Problem problem) {
        goal = problem.goal();
        nodes = problem.nodes().stream()
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
        vms = problem.vms().stream()
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
        Map<String, Integer> index = new HashMap<>();
        for (int node = 0; node < nodes.size(); node++) {
            index.put(nodes.get(node).name(), node);
        }
        host = vms.stream().mapToInt(vm -> index.getOrDefault(vm.host(), -1)).toArray();
        demand = vms.stream().mapToInt(Vm::cpuDemandPercent).toArray();
        memory = vms.stream().mapToInt(Vm::memoryMiB).toArray();
        moveMillis = vms.stream()
                .mapToInt(vm -> (int) problem.migrationTime().of(vm).toMillis())
                .toArray();
        cpuLoad = loads(host, demand);
        memoryLoad = loads(host, memory);
        mayGo = new boolean[vms.size()][nodes.size()];
        for (int vm = 0; vm < vms.size(); vm++) {
            for (int node = 0; node < nodes.size(); node++) {
                mayGo[vm][node] = vms.get(vm).mayMove()
                        && node != host[vm]
                        && !nodes.get(node).draining()
                        && !vms.get(vm).forbidden().contains(nodes.get(node).name());
            }
        }
    }

    int nodeCount() {
        return nodes.size();
    }

    int vmCount() {
        return vms.size();
    }

    int[] loads(int[] hosts, int[] uses) {
        int[] loads = new int[nodes.size()];
        for (int vm = 0; vm < hosts.length; vm++) {
            loads[hosts[vm]] += uses[vm];
        }
        return loads;
    }

    boolean mayGo(int vm, int node) {
        return mayGo[vm][node];
    }

    boolean mayMove(int vm) {
        return vms.get(vm).mayMove();
    }

    int capacity(int node) {
        return nodes.get(node).cpuPercent();
    }

    /** Demand above capacity, before any move. */
    int surplus(int node) {
        return Math.max(0, cpuLoad[node] - capacity(node));
    }

    /** Demand above capacity under the given hosts, summed over the nodes. */
    int surplus(int[] hosts) {
        int[] loads = loads(hosts, demand);
        return IntStream.range(0, nodes.size())
                .map(node -> Math.max(0, loads[node] - capacity(node)))
                .sum();
    }

    /** Nodes whose VMs have to leave, some (relieve) or all (evacuate). */
    boolean source(int node) {
        return switch (goal) {
            case RELIEVE -> surplus(node) > 0;
            case EVACUATE -> nodes.get(node).draining() && Arrays.stream(host).anyMatch(at -> at == node);
        };
    }

    IntStream sources() {
        return IntStream.range(0, nodes.size()).filter(this::source);
    }

    IntStream vmsOn(int node) {
        return IntStream.range(0, host.length).filter(vm -> host[vm] == node);
    }

    IntStream moved(int[] hosts) {
        return IntStream.range(0, host.length).filter(vm -> hosts[vm] != host[vm]);
    }

    /** CPU that a node may be asked for in a full plan, with at least {@code room} left where the node had it. */
    int cpuBound(int node, int room) {
        int healthy = Math.max(capacity(node) - room, Math.min(cpuLoad[node], capacity(node)));
        return switch (goal) {
            case RELIEVE -> surplus(node) > 0 ? capacity(node) - room : healthy;
            case EVACUATE -> surplus(node) > 0 ? cpuLoad[node] : healthy;
        };
    }

    /** CPU that a node may be asked for if nobody is to be worse off. */
    int cpuBoundNobodyWorse(int node) {
        return Math.max(capacity(node), cpuLoad[node]);
    }

    /** A node that is above its memory already must not get worse. */
    int memoryBound(int node) {
        return Math.max(nodes.get(node).memoryMiB(), memoryLoad[node]);
    }
}
