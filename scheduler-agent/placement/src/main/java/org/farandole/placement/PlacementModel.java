package org.farandole.placement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chocosolver.solver.Model;
import org.chocosolver.solver.Settings;
import org.chocosolver.solver.variables.BoolVar;
import org.chocosolver.solver.variables.IntVar;

/**
 * A {@link Question} as a Choco model: a host variable for each VM that may move, a bin packing for CPU and one for memory,
 * the number and cost of moves. As Entropy and BtrPlace have it, without time: {@link MoveOrder} sees to that.
 */
final class PlacementModel {

    final Model model = new Model("placement", Settings.prod());
    /** Of the VMs of {@link #items}, in the same order. */
    final IntVar[] hosts;

    final int[] items;
    final IntVar[] cpuLoads;
    private final BoolVar[] moved;
    private final Instance instance;
    private final Question question;

    private PlacementModel(Instance instance, Question question, int[] items, int[][] domains) {
        this.instance = instance;
        this.question = question;
        this.items = items;
        hosts = new IntVar[items.length];
        moved = new BoolVar[items.length];
        for (int item = 0; item < items.length; item++) {
            hosts[item] = model.intVar("host" + items[item], domains[item]);
            moved[item] = model.intNeView(hosts[item], instance.host[items[item]]);
        }
        cpuLoads = packed("cpu", instance.demand, instance.cpuLoad, cpuBounds());
        packed("memory", instance.memory, instance.memoryLoad, memoryBounds());
    }

    /** Nothing where nothing may move, or a bound or a domain is empty at sight: then there is no arrangement. */
    static Optional<PlacementModel> of(Instance instance, Question question, int[] leastMoves) {
        int[] items = IntStream.of(question.movable())
                .boxed()
                .sorted((a, b) -> instance.demand[a] != instance.demand[b]
                        ? Integer.compare(instance.demand[b], instance.demand[a])
                        : Integer.compare(a, b))
                .mapToInt(Integer::intValue)
                .toArray();
        int[][] domains = IntStream.of(items)
                .mapToObj(vm -> domain(instance, question, vm))
                .toArray(int[][]::new);
        if (items.length == 0 || Arrays.stream(domains).anyMatch(domain -> domain.length == 0)) {
            return Optional.empty();
        }
        try {
            PlacementModel model = new PlacementModel(instance, question, items, domains);
            model.boundMoves(leastMoves);
            model.boundWhatIsLeft();
            model.orderEqualVms();
            return Optional.of(model);
        } catch (NoRoom _) {
            return Optional.empty();
        }
    }

    /** The hosts of all VMs in the solver's present solution. */
    int[] solution() {
        int[] all = instance.host.clone();
        for (int item = 0; item < items.length; item++) {
            all[items[item]] = hosts[item].getValue();
        }
        return all;
    }

    private static int[] domain(Instance instance, Question question, int vm) {
        boolean mustLeave = instance.goal == Goal.EVACUATE && !question.partial() && instance.source(instance.host[vm]);
        return IntStream.range(0, instance.nodeCount())
                .filter(node -> node == instance.host[vm] ? !mustLeave : instance.mayGo(vm, node))
                .toArray();
    }

    private int[] cpuBounds() {
        return IntStream.range(0, instance.nodeCount())
                .map(node -> question.partial()
                        ? instance.cpuBoundNobodyWorse(node)
                        : instance.cpuBound(node, question.room()))
                .toArray();
    }

    private int[] memoryBounds() {
        return IntStream.range(0, instance.nodeCount())
                .map(instance::memoryBound)
                .toArray();
    }

    private IntVar[] packed(String name, int[] uses, int[] loads, int[] bounds) {
        int[] sizes = IntStream.of(items).map(vm -> uses[vm]).toArray();
        int total = IntStream.of(sizes).sum();
        int[] fixed = loads.clone();
        for (int item = 0; item < items.length; item++) {
            fixed[instance.host[items[item]]] -= sizes[item];
        }
        IntVar[] loadVars = new IntVar[bounds.length];
        boolean binding = false;
        for (int node = 0; node < bounds.length; node++) {
            if (bounds[node] < fixed[node]) {
                throw new NoRoom();
            }
            binding |= bounds[node] - fixed[node] < total;
            loadVars[node] = model.intVar(name + node, 0, Math.min(total, bounds[node] - fixed[node]), true);
        }
        if (binding || name.equals("cpu")) {
            model.binPacking(hosts, sizes, loadVars, 0).post();
        }
        return loadVars;
    }

    private void boundMoves(int[] leastMoves) {
        model.sum(moved, ">=", Math.min(question.leastMoves(), items.length)).post();
        if (question.mostMoves() < items.length) {
            model.sum(moved, "<=", question.mostMoves()).post();
        }
        if (question.mostMillis() < Integer.MAX_VALUE) {
            int[] millis =
                    IntStream.of(items).map(vm -> instance.moveMillis[vm]).toArray();
            model.scalar(moved, millis, "<=", question.mostMillis()).post();
        }
        if (!question.partial()) {
            instance.sources()
                    .forEach(node -> model.sum(movedFrom(node), question.exactly() ? "=" : ">=", leastMoves[node])
                            .post());
        }
    }

    private BoolVar[] movedFrom(int node) {
        return IntStream.range(0, items.length)
                .filter(item -> instance.host[items[item]] == node)
                .mapToObj(item -> moved[item])
                .toArray(BoolVar[]::new);
    }

    private void boundWhatIsLeft() {
        if (!question.partial()) {
            return;
        }
        switch (instance.goal) {
            case RELIEVE -> {
                List<IntVar> surpluses = new ArrayList<>();
                instance.sources().forEach(node -> surpluses.add(surplus(node)));
                model.sum(surpluses.toArray(IntVar[]::new), "<=", question.mostLeft())
                        .post();
            }
            case EVACUATE -> {
                int onSources =
                        (int) instance.sources().flatMap(instance::vmsOn).count();
                BoolVar[] leaving = instance.sources()
                        .boxed()
                        .flatMap(node -> Arrays.stream(movedFrom(node)))
                        .toArray(BoolVar[]::new);
                model.sum(leaving, ">=", Math.max(0, onSources - question.mostLeft()))
                        .post();
            }
        }
    }

    private IntVar surplus(int node) {
        int fixed = instance.cpuLoad[node]
                - IntStream.of(items)
                        .filter(vm -> instance.host[vm] == node)
                        .map(vm -> instance.demand[vm])
                        .sum();
        IntVar surplus = model.intVar("surplus" + node, 0, instance.surplus(node), true);
        model.arithm(surplus, "-", cpuLoads[node], ">=", fixed - instance.capacity(node))
                .post();
        return surplus;
    }

    /** Of VMs that are alike in all that counts, the first leave first. */
    private void orderEqualVms() {
        record Likeness(int host, int demand, int memory, java.util.Set<String> forbidden) {}
        Map<Likeness, Integer> last = new HashMap<>();
        for (int item = 0; item < items.length; item++) {
            int vm = items[item];
            Likeness likeness = new Likeness(
                    instance.host[vm],
                    instance.demand[vm],
                    instance.memory[vm],
                    instance.vms.get(vm).forbidden());
            Integer before = last.put(likeness, item);
            if (before != null) {
                model.arithm(moved[before], ">=", moved[item]).post();
            }
        }
    }

    /** What stays on a node is above its bound. */
    private static final class NoRoom extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoRoom() {
            super(null, null, false, false);
        }
    }
}
