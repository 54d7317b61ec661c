package org.farandole.placement.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.farandole.placement.Problem;
import org.farandole.placement.Result;
import org.farandole.placement.plan.Action;
import org.farandole.placement.plan.Plan;
import org.farandole.placement.search.Instance;
import org.jspecify.annotations.Nullable;

/** A problem by numbers, and where its answer leads. */
final class Outcome {

    final Instance instance;
    final Result result;
    final List<Action> actions;
    /** Of all VMs, after the actions. */
    final int[] hosts;
    /** Nodes that the plan wakes. */
    final BitSet woken = new BitSet();

    /** Migrations, by VM, in the plan's order. */
    private final Map<Integer, List<Action.Migrate>> hops = new HashMap<>();

    /** @throws IllegalArgumentException naming a VM or node of the plan that the problem does not have */
    Outcome(Problem problem, Result result) {
        instance = new Instance(problem);
        this.result = result;
        Plan plan = plan(result);
        actions = plan == null ? List.of() : plan.actions();
        hosts = instance.host.clone();
        actions.forEach(this::follow);
    }

    private void follow(Action.Migrate migrate) {
        int vm = vm(migrate.vm());
        hosts[vm] = node(migrate.destination());
        hops.computeIfAbsent(vm, key -> new ArrayList<>()).add(migrate);
    }

    private static @Nullable Plan plan(Result result) {
        return switch (result) {
            case Result.Planned planned -> planned.plan();
            case Result.NoPlan none -> none.best();
            case Result.NothingToDo ignored -> null;
        };
    }

    private void follow(Action action) {
        switch (action) {
            case Action.Migrate migrate -> follow(migrate);
            case Action.Resume resume -> hosts[vm(resume.vm())] = node(resume.node());
            case Action.PowerOn on -> woken.set(node(on.node()));
            case Action.Suspend ignored -> {}
            case Action.PowerOff ignored -> {}
        }
    }

    int vm(String name) {
        int[] number = instance.vmsOf(List.of(name));
        if (number.length == 0) {
            throw new IllegalArgumentException("The problem has no VM " + name);
        }
        return number[0];
    }

    int node(String name) {
        if (!instance.hasNode(name)) {
            throw new IllegalArgumentException("The problem has no node " + name);
        }
        return instance.node(name);
    }

    String vmName(int vm) {
        return instance.vms.get(vm).name();
    }

    String nodeName(int node) {
        return instance.nodes.get(node).name();
    }

    boolean moves(int vm) {
        return hosts[vm] != instance.host[vm];
    }

    /** VMs that are elsewhere afterwards, rising. */
    int[] moved() {
        return IntStream.range(0, hosts.length).filter(this::moves).toArray();
    }

    /** Nodes that were above their bounds, that had to be left, or that something leaves. */
    BitSet losing() {
        BitSet losing = new BitSet();
        for (int vm = 0; vm < hosts.length; vm++) {
            losing.set(instance.host[vm], losing.get(instance.host[vm]) || moves(vm) || instance.mustMove[vm]);
        }
        for (int dimension = 0; dimension < instance.dimensions.length; dimension++) {
            for (int node = 0; node < instance.nodeCount(); node++) {
                if (instance.load[dimension][node] > instance.bound[dimension][node]) {
                    losing.set(node);
                }
            }
        }
        return losing;
    }

    boolean reached() {
        return !(result instanceof Result.NoPlan);
    }

    boolean proved() {
        return result.account().proved();
    }

    /** What migrations by way of other nodes cost more than one would, in {@link org.farandole.placement.search.Prices}. */
    long detour(int vm) {
        List<Action.Migrate> some = hops.getOrDefault(vm, List.of());
        if (some.size() < 2 || !moves(vm)) {
            return 0;
        }
        long paid = some.stream()
                .mapToLong(hop -> instance.prices.of(vm, node(hop.source()), node(hop.destination())))
                .sum();
        return paid - instance.prices.of(vm, instance.host[vm], hosts[vm]);
    }

    /** Whether the VM enters the node and leaves it again. */
    boolean passes(int vm, int node) {
        return hosts[vm] != node
                && hops.getOrDefault(vm, List.of()).stream()
                        .anyMatch(hop -> hop.destination().equals(nodeName(node)));
    }

    @Override
    public String toString() {
        return result + " leads to " + Arrays.toString(hosts);
    }
}
