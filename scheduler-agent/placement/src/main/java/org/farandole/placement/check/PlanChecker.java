package org.farandole.placement.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.farandole.placement.Goal;
import org.farandole.placement.Migration;
import org.farandole.placement.Node;
import org.farandole.placement.Plan;
import org.farandole.placement.Problem;
import org.farandole.placement.Vm;

/**
 * Applies a plan to its problem and lists what is wrong with it. For memory it looks for the worst moment that the plan's
 * order allows, however long each migration takes.
 */
public final class PlanChecker {

    /** Up to so many migrations into one node, every set of them is tried. */
    private static final int MOST_SETS = 16;

    private final Problem problem;
    private final Plan plan;
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, Vm> vms = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    private PlanChecker(Problem problem, Plan plan) {
        this.problem = problem;
        this.plan = plan;
        problem.nodes().forEach(node -> nodes.put(node.name(), node));
        problem.vms().forEach(vm -> vms.put(vm.name(), vm));
    }

    /** What is wrong with a plan that claims to reach the goal; empty if nothing is. */
    public static List<String> faults(Problem problem, Plan plan) {
        PlanChecker checker = new PlanChecker(problem, plan);
        checker.checkAll();
        checker.checkGoal();
        return checker.faults;
    }

    /** What is wrong with a plan that claims to bring the goal nearer and to leave nobody worse. */
    public static List<String> faultsOfPartial(Problem problem, Plan plan) {
        PlanChecker checker = new PlanChecker(problem, plan);
        checker.checkAll();
        checker.checkProgress();
        return checker.faults;
    }

    private void checkAll() {
        checkMigrations();
        if (faults.isEmpty()) {
            checkLoads();
            nodes.values().forEach(this::checkMemoryAtEveryMoment);
        }
    }

    private void checkMigrations() {
        Set<String> moved = new HashSet<>();
        for (int number = 0; number < plan.migrations().size(); number++) {
            Migration migration = plan.migrations().get(number);
            Vm vm = vms.get(migration.vm());
            Node destination = nodes.get(migration.destination());
            if (vm == null || destination == null) {
                faults.add(migration + ": unknown VM or destination");
                continue;
            }
            require(moved.add(vm.name()), vm.name() + " moves twice");
            require(vm.host().equals(migration.source()), vm.name() + " is not on " + migration.source());
            require(vm.mayMove(), vm.name() + " must not move");
            require(!vm.forbidden().contains(destination.name()), vm.name() + " must not go to " + destination.name());
            require(!destination.draining(), destination.name() + " is draining and takes " + vm.name());
            for (int before : migration.after()) {
                require(before >= 0 && before < number, "migration " + number + " waits for " + before);
            }
        }
    }

    private void checkLoads() {
        for (Node node : nodes.values()) {
            int before = cpu(node, false);
            int after = cpu(node, true);
            require(
                    after <= Math.max(before, node.cpuPercent()),
                    node.name() + " would go from " + before + " to " + after + " % of " + node.cpuPercent());
        }
    }

    private void checkGoal() {
        for (Node node : nodes.values()) {
            if (problem.goal() == Goal.RELIEVE) {
                require(cpu(node, true) <= node.cpuPercent(), node.name() + " stays overloaded");
            } else {
                require(!node.draining() || vmsAfter(node) == 0, node.name() + " is not empty");
            }
        }
    }

    private void checkProgress() {
        if (problem.goal() == Goal.RELIEVE) {
            require(surplus(true) < surplus(false), "the overload stays at " + surplus(true) + " %");
        } else {
            require(
                    plan.migrations().stream().anyMatch(m -> node(m.source()).draining()),
                    "nothing leaves a draining node");
        }
    }

    private int surplus(boolean after) {
        return nodes.values().stream()
                .mapToInt(node -> Math.max(0, cpu(node, after) - node.cpuPercent()))
                .sum();
    }

    private long vmsAfter(Node node) {
        return vms.values().stream()
                .filter(vm -> hostAfter(vm).equals(node.name()))
                .count();
    }

    private int cpu(Node node, boolean after) {
        return vms.values().stream()
                .filter(vm -> (after ? hostAfter(vm) : vm.host()).equals(node.name()))
                .mapToInt(Vm::cpuDemandPercent)
                .sum();
    }

    private String hostAfter(Vm vm) {
        return plan.migrations().stream()
                .filter(migration -> migration.vm().equals(vm.name()))
                .map(Migration::destination)
                .findFirst()
                .orElse(vm.host());
    }

    /** Started migrations into the node, and only those completed that had to be: no lawful moment takes more. */
    private void checkMemoryAtEveryMoment(Node node) {
        List<Integer> incoming = new ArrayList<>();
        for (int number = 0; number < plan.migrations().size(); number++) {
            if (plan.migrations().get(number).destination().equals(node.name())) {
                incoming.add(number);
            }
        }
        int initially = vms.values().stream()
                .filter(vm -> vm.host().equals(node.name()))
                .mapToInt(Vm::memoryMiB)
                .sum();
        int bound = Math.max(node.memoryMiB(), initially);
        for (Set<Integer> started : sets(incoming)) {
            Set<Integer> complete = new HashSet<>();
            started.forEach(number -> before(number, complete));
            int used = initially;
            for (int number = 0; number < plan.migrations().size(); number++) {
                Migration migration = plan.migrations().get(number);
                boolean in = migration.destination().equals(node.name());
                if (in && (started.contains(number) || complete.contains(number))) {
                    used += memory(migration);
                } else if (migration.source().equals(node.name()) && complete.contains(number)) {
                    used -= memory(migration);
                }
            }
            require(
                    used <= bound,
                    node.name() + " reaches " + used + " of " + bound + " MiB while " + started + " run");
        }
    }

    /** All sets, or where they are too many, those that run in the plan's order. */
    private static List<Set<Integer>> sets(List<Integer> incoming) {
        List<Set<Integer>> sets = new ArrayList<>();
        if (incoming.size() <= MOST_SETS) {
            for (int mask = 1; mask < 1 << incoming.size(); mask++) {
                Set<Integer> set = new HashSet<>();
                for (int i = 0; i < incoming.size(); i++) {
                    if ((mask & 1 << i) != 0) {
                        set.add(incoming.get(i));
                    }
                }
                sets.add(set);
            }
        } else {
            for (int size = 1; size <= incoming.size(); size++) {
                sets.add(Set.copyOf(incoming.subList(0, size)));
            }
        }
        return sets;
    }

    private void before(int number, Set<Integer> found) {
        for (int earlier : plan.migrations().get(number).after()) {
            if (found.add(earlier)) {
                before(earlier, found);
            }
        }
    }

    private int memory(Migration migration) {
        Vm vm = vms.get(migration.vm());
        return vm == null ? 0 : vm.memoryMiB();
    }

    private Node node(String name) {
        return java.util.Objects.requireNonNull(nodes.get(name), name);
    }

    private void require(boolean lawful, String fault) {
        if (!lawful) {
            faults.add(fault);
        }
    }
}
