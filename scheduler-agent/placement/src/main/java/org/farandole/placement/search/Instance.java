package org.farandole.placement.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.farandole.placement.Dimension;
import org.farandole.placement.Goal;
import org.farandole.placement.Node;
import org.farandole.placement.Problem;
import org.farandole.placement.Terms;
import org.farandole.placement.Vm;
import org.jspecify.annotations.Nullable;

/**
 * A problem by numbers: nodes, VMs and dimensions are indices, in the order of their names, so that the order of the input does
 * not matter. Immutable but for its arrays, which nobody changes.
 */
public final class Instance {

    public final Problem problem;
    public final Goal goal;
    public final Terms terms;
    public final List<Node> nodes;
    public final List<Vm> vms;
    public final Dimension[] dimensions;
    /** Before any move. */
    public final int[] host;
    /** By dimension and VM. */
    public final int[][] demand;
    /** By dimension and VM; the square of the standard deviation. */
    public final long[][] variance;
    /** By dimension and node: what may be given out. */
    public final int[][] limit;
    /** By dimension and node, before any move. */
    public final int[][] load;
    /** By dimension and node: what a plan may leave there. */
    public final int[][] allowance;
    /** By dimension and node: the most of it that VMs can take. */
    public final int[][] bound;
    /** By dimension: the greatest common divisor of all demands. */
    final int[] grain;
    /** VMs that may move at all. */
    public final boolean[] mayMove;
    /** VMs that have to. */
    public final boolean[] mustMove;
    /** Nodes with such VMs. */
    final BitSet nodesToLeave = new BitSet();
    /** Nodes that VMs may move to. */
    public final BitSet open;
    /** Nodes that are off and become open when they are woken. */
    public final BitSet wakeable;
    /** By VM: nodes that it may not move to besides those that are not open; null where there is none. */
    private final @Nullable BitSet[] barred;

    public final Prices prices;
    private final long[] sizes;
    public final List<Guard> guards;
    final GuardIndex index;
    /** Nodes that some VM is barred from. */
    final BitSet named = new BitSet();
    /** Nodes that no plan switches off. */
    public final BitSet kept;

    private final Map<String, Integer> nodeNumbers = new HashMap<>();
    private final Map<String, Integer> vmNumbers = new HashMap<>();

    public Instance(Problem problem) {
        this(problem, new BitSet());
    }

    /** @param emptied nodes that all VMs have to leave, besides what the problem says */
    Instance(Problem problem, BitSet emptied) {
        this.problem = problem;
        goal = problem.goal();
        terms = problem.terms();
        nodes = problem.nodes().stream()
                .sorted(Comparator.comparing(Node::name))
                .toList();
        vms = problem.vms().stream().sorted(Comparator.comparing(Vm::name)).toList();
        dimensions = dimensions(problem);
        number();
        host = vms.stream().mapToInt(vm -> node(vm.host())).toArray();
        demand = table(vms.size(), (dimension, vm) -> vms.get(vm).demand().get(dimension));
        variance = variances();
        limit = table(nodes.size(), (dimension, node) -> nodes.get(node).limit(dimension));
        mayMove = new boolean[vms.size()];
        mustMove = new boolean[vms.size()];
        open = new BitSet(nodes.size());
        wakeable = new BitSet(nodes.size());
        kept = new BitSet(nodes.size());
        barred = new @Nullable BitSet[vms.size()];
        new Restrictions(this).apply();
        empty(emptied);
        IntStream.range(0, vms.size()).filter(vm -> mustMove[vm]).forEach(vm -> nodesToLeave.set(host[vm]));
        load = loads(host);
        allowance = allowances();
        UsableRoom usable = new UsableRoom(demand, allowance);
        grain = usable.grain();
        bound = usable.bounds();
        sizes = sizes();
        prices = new Prices(this);
        guards = Guards.of(this);
        index = GuardIndex.of(this);
        Arrays.stream(barred).filter(Objects::nonNull).forEach(named::or);
    }

    private static Dimension[] dimensions(Problem problem) {
        TreeSet<Dimension> all = new TreeSet<>();
        problem.vms().forEach(vm -> all.addAll(vm.demand().of().keySet()));
        problem.rules().forEach(rule -> Restrictions.dimension(rule).ifPresent(all::add));
        all.removeIf(dimension ->
                problem.nodes().stream().anyMatch(node -> !node.capacity().has(dimension)));
        return all.toArray(Dimension[]::new);
    }

    private void number() {
        for (int node = 0; node < nodes.size(); node++) {
            nodeNumbers.put(nodes.get(node).name(), node);
        }
        for (int vm = 0; vm < vms.size(); vm++) {
            vmNumbers.put(vms.get(vm).name(), vm);
        }
    }

    @FunctionalInterface
    private interface Cell {
        int of(Dimension dimension, int item);
    }

    private int[][] table(int items, Cell cell) {
        return Arrays.stream(dimensions)
                .map(dimension -> IntStream.range(0, items)
                        .map(item -> cell.of(dimension, item))
                        .toArray())
                .toArray(int[][]::new);
    }

    private long[][] variances() {
        long[][] squares = new long[dimensions.length][vms.size()];
        for (int dimension = 0; dimension < dimensions.length; dimension++) {
            for (int vm = 0; vm < vms.size(); vm++) {
                long deviation = vms.get(vm).deviation().get(dimensions[dimension]);
                squares[dimension][vm] = deviation * deviation;
            }
        }
        return squares;
    }

    private void empty(BitSet nodes) {
        open.andNot(nodes);
        IntStream.range(0, vms.size()).filter(vm -> nodes.get(host[vm])).forEach(vm -> mustMove[vm] = true);
    }

    private int[][] allowances() {
        int[][] allowances = new int[dimensions.length][nodes.size()];
        for (int dimension = 0; dimension < dimensions.length; dimension++) {
            for (int node = 0; node < nodes.size(); node++) {
                int most = limit[dimension][node];
                boolean stays = goal == Goal.EVACUATE || held(node) || tolerated(dimension, node);
                allowances[dimension][node] = stays ? Math.max(most, load[dimension][node]) : most;
            }
        }
        return allowances;
    }

    /** An overload that is not worth a migration. */
    private boolean tolerated(int dimension, int node) {
        long surplus = (long) load[dimension][node] - limit[dimension][node];
        return surplus > 0 && surplus * 1_000 < (long) terms.leastGain().overloadPermille() * limit[dimension][node];
    }

    public int nodeCount() {
        return nodes.size();
    }

    public int vmCount() {
        return vms.size();
    }

    /** In thousandths of its first node, over all dimensions. */
    long size(int vm) {
        return sizes[vm];
    }

    private long[] sizes() {
        long[] all = new long[vms.size()];
        for (int dimension = 0; dimension < dimensions.length; dimension++) {
            for (int vm = 0; vm < all.length; vm++) {
                all[vm] += demand[dimension][vm] * 1_000L / Math.max(1, limit[dimension][host[vm]]);
            }
        }
        return all;
    }

    public boolean rigid(int dimension) {
        return dimensions[dimension].rigid();
    }

    public boolean held(int node) {
        return nodes.get(node).heldBy() != null;
    }

    /** The number of a dimension; -1 if no VM demands it. */
    public int dimension(Dimension dimension) {
        return Arrays.binarySearch(dimensions, dimension) >= 0 ? Arrays.binarySearch(dimensions, dimension) : -1;
    }

    /** Whether the problem has such a node. */
    public boolean hasNode(String name) {
        return nodeNumbers.containsKey(name);
    }

    public int node(String name) {
        return nodeNumbers.getOrDefault(name, -1);
    }

    /** The numbers of those that are in the problem, rising. */
    public int[] nodesOf(Iterable<String> names) {
        return numbers(names, nodeNumbers);
    }

    /** The numbers of those that are in the problem, rising. */
    public int[] vmsOf(Iterable<String> names) {
        return numbers(names, vmNumbers);
    }

    private static int[] numbers(Iterable<String> names, Map<String, Integer> known) {
        IntStream.Builder numbers = IntStream.builder();
        for (String name : names) {
            Integer number = known.get(name);
            if (number != null) {
                numbers.add(number);
            }
        }
        return numbers.build().sorted().toArray();
    }

    void bar(int vm, int node) {
        BitSet before = barred[vm];
        BitSet after = before == null ? new BitSet(nodes.size()) : before;
        after.set(node);
        barred[vm] = after;
    }

    /** Whether no rule or word of the VM's forbids the node; the VM may be there already. */
    public boolean suits(int vm, int node) {
        BitSet not = barred[vm];
        return not == null || !not.get(node);
    }

    /** Whether the VM may move there: of itself, loads and group rules apart. */
    public boolean mayGo(int vm, int node) {
        return mayMove[vm] && node != host[vm] && open.get(node) && suits(vm, node);
    }

    /** VMs with the same bars. */
    @Nullable
    BitSet bars(int vm) {
        return barred[vm];
    }

    /** Demand for CPU above the nodes' limits, under given loads, summed. */
    public int cpuSurplus(int[][] loads) {
        int cpu = dimension(Dimension.CPU);
        return cpu < 0
                ? 0
                : IntStream.range(0, nodes.size())
                        .map(node -> Math.max(0, loads[cpu][node] - limit[cpu][node]))
                        .sum();
    }

    /** The loads under given hosts, by dimension and node. */
    public int[][] loads(int[] hosts) {
        int[][] loads = new int[dimensions.length][nodes.size()];
        for (int dimension = 0; dimension < dimensions.length; dimension++) {
            for (int vm = 0; vm < hosts.length; vm++) {
                loads[dimension][hosts[vm]] += demand[dimension][vm];
            }
        }
        return loads;
    }
}
